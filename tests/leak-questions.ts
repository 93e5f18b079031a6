import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql'
import { encodeCursor } from '../desk/list-cursor.ts'

/** Something a person may ask; `kind` says by which of the ways that a schema opens. */
export type Question = { kind: string; text: string; variables: Record<string, unknown> }
/** By list: a row’s values by field. */
export type Rows = Record<string, Record<string, unknown>>
/**
 * `hidden` rows are what must not be guessed, `visible` ones what may be named beside them; `depth` is how many lists a
 * condition may lead through.
 */
export type Known = { hidden: Rows; visible: Rows; depth?: number }

/** Everything that a schema’s queries let somebody ask about hidden rows, found by introspection. */
export function questionsOf(schema: GraphQLSchema, known: Known): Question[] {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {})
  return fields.flatMap(field => {
    if (isList(field)) return listQuestions(schema, field, known)
    // Its answer with every condition is the list’s own question already.
    if (field.name.endsWith('Count')) return []
    return plainQuestions(field, known)
  })
}

const isList = (field: GraphQLField<unknown, unknown>) => field.args.some(({ name }) => name === 'cursor')

function listQuestions(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>, known: Known): Question[] {
  const list = getNamedType(field.type).name
  const inputs = inputsOf(schema, list)
  const asked = (kind: string, parameters: string, body: string, variables: Record<string, unknown>): Question => ({
    kind,
    text: `query (${parameters}) { ${body} }`,
    variables,
  })
  const filters = conditionsOn(inputs.where, { list, known, depth: known.depth ?? 2 }).map(where =>
    asked(
      'filter and count',
      `$where: ${list}WhereInput!`,
      `${field.name}(where: $where) { id } ${field.name}Count(where: $where)`,
      { where },
    ),
  )
  const orders = ordersOf(inputs.orderBy).map(orderBy =>
    asked(
      'order',
      `$orderBy: [${list}OrderByInput!]!`,
      `all: ${field.name}(orderBy: $orderBy) { id } one: ${field.name}(orderBy: $orderBy, take: 1, skip: 1) { id }`,
      { orderBy: [orderBy, { id: 'asc' }] },
    ),
  )
  const cursors = uniquesOf(inputs.unique, list, known).flatMap(cursor =>
    [{}, ...ordersOf(inputs.orderBy)].map(orderBy =>
      asked(
        'cursor',
        `$cursor: ${list}WhereUniqueInput!, $orderBy: [${list}OrderByInput!]!`,
        `on: ${field.name}(cursor: $cursor, orderBy: $orderBy, take: 3) { id } back: ${field.name}(cursor: $cursor, orderBy: $orderBy, take: -3, skip: 1) { id }`,
        { cursor, orderBy: Object.keys(orderBy).length ? [orderBy, { id: 'asc' }] : [] },
      ),
    ),
  )
  const type = schema.getType(list) as GraphQLObjectType // of the list itself
  const below = relationsOf(type).flatMap(relation => nestedQuestions(schema, { root: field.name, relation, known }))
  const whole = asked('everything', '$none: Boolean', `${field.name}${selectionOf(type, 3)}`, {})
  return [...filters, ...orders, ...cursors, ...below, { ...whole, text: whole.text.replace(' ($none: Boolean)', '') }]
}

/** `articles { notes(where: …) … }`: the conditions, orders and cursors of a relation, below every row of its list. */
function nestedQuestions(
  schema: GraphQLSchema,
  { root, relation, known }: { root: string; relation: GraphQLField<unknown, unknown>; known: Known },
): Question[] {
  const list = getNamedType(relation.type).name
  const inputs = inputsOf(schema, list)
  const asked = (kind: string, type: string, args: string, value: unknown): Question => ({
    kind: `${kind} below`,
    text: `query ($value: ${type}) { ${root} { id ${relation.name}(${args}) { id } } }`,
    variables: { value },
  })
  return [
    ...conditionsOn(inputs.where, { list, known, depth: 1, isDeeper: true }).map(where => ({
      kind: 'filter and count below',
      text: `query ($where: ${list}WhereInput!) { ${root} { id ${relation.name}(where: $where) { id } ${relation.name}Count(where: $where) } }`,
      variables: { where },
    })),
    ...ordersOf(inputs.orderBy).map(order =>
      asked('order', `[${list}OrderByInput!]!`, 'orderBy: $value', [order, { id: 'asc' }]),
    ),
    ...uniquesOf(inputs.unique, list, known).map(unique =>
      asked('cursor', `${list}WhereUniqueInput!`, 'cursor: $value, take: 3', unique),
    ),
  ]
}

const relationsOf = (type: GraphQLObjectType) => Object.values(type.getFields()).filter(isList)

function inputsOf(schema: GraphQLSchema, list: string) {
  const input = (name: string) => schema.getType(`${list}${name}`) as GraphQLInputObjectType // as Keystone names them
  return { where: input('WhereInput'), orderBy: input('OrderByInput'), unique: input('WhereUniqueInput') }
}

const ordersOf = (input: GraphQLInputObjectType) =>
  Object.keys(input.getFields()).flatMap(field => [{ [field]: 'asc' }, { [field]: 'desc' }])

const uniquesOf = (input: GraphQLInputObjectType, list: string, { hidden }: Known) =>
  Object.keys(input.getFields()).flatMap(field => {
    const value = hidden[list]?.[field]
    return value === undefined ? [] : [{ [field]: value }]
  })

type Place = { list: string; known: Known; depth: number; isDeeper?: boolean }

/** Each field with each of its comparisons; relations as deep as said, with `equals` and `not` alone further down. */
function conditionsOn(input: GraphQLInputObjectType, place: Place): Record<string, unknown>[] {
  return Object.values(input.getFields()).flatMap(({ name, type }) => {
    const named = getNamedType(type)
    if (['AND', 'OR', 'NOT'].includes(name) || !isInputObjectType(named)) return []
    return conditionsBy(named, name, place).map(condition => ({ [name]: condition }))
  })
}

function conditionsBy(type: GraphQLInputObjectType, field: string, place: Place): unknown[] {
  const { list, known, depth } = place
  const quantifiers = type.name.match(/^(.*)ManyRelationFilter$/)
  const target = quantifiers?.[1] ?? type.name.match(/^(.*)WhereInput$/)?.[1]
  if (!target) return comparisons(type, valueOf(known.hidden[list]?.[field], type), place.isDeeper)
  if (depth === 1) return []
  const { some } = type.getFields()
  const where = (some ? getNamedType(some.type) : type) as GraphQLInputObjectType // a WhereInput either way
  const inside = conditionsOn(where, { list: target, known, depth: depth - 1, isDeeper: true })
  if (!quantifiers) return [...inside, null]
  if (place.isDeeper) return inside.map(some => ({ some }))
  return Object.keys(type.getFields()).flatMap(quantifier => inside.map(condition => ({ [quantifier]: condition })))
}

function comparisons(type: GraphQLInputObjectType, value: unknown, onlyEquals = false): unknown[] {
  const all = Object.values(type.getFields()).flatMap(({ name, type: taken }) => {
    if (name === 'mode') return []
    if (name === 'not') return [{ not: { [type.getFields()['equals'] ? 'equals' : 'isSet']: value } }]
    const compared = /^(contains|startsWith|endsWith)$/.test(name) ? part(name, String(value)) : value
    return [{ [name]: String(taken).startsWith('[') ? [compared] : compared }]
  })
  return onlyEquals ? all.filter(comparison => /equals|isSet/.test(Object.keys(comparison)[0] ?? '')) : all
}

const part = (name: string, text: string) =>
  name === 'startsWith' ? text.slice(0, 6) : name === 'endsWith' ? text.slice(-6) : text.slice(1, -1)

function valueOf(hidden: unknown, filter: GraphQLInputObjectType): unknown {
  if (hidden instanceof Date) return hidden.toISOString()
  if (hidden !== undefined && hidden !== null) return hidden
  const compared = filter.getFields()['equals'] ?? filter.getFields()['isSet']
  return compared ? anyOf(compared) : 'nothing'
}

/** The queries that are not Keystone’s lists: with every enum value and every row that their arguments can name. */
function plainQuestions(field: GraphQLField<unknown, unknown>, known: Known): Question[] {
  const type = getNamedType(field.type)
  const selection = isObjectType(type) ? selectionOf(type, 4) : ''
  const declared = field.args.map(argument => `$${argument.name}: ${declaredType(argument)}`).join(', ')
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ')
  const text = `query${declared && ` (${declared})`} { ${field.name}${passed && `(${passed})`}${selection} }`
  const kind = field.args.some(({ name }) => name === 'where') ? 'lookup' : 'query'
  const asked = combinations(field.args.map(argument => [argument.name, possible(argument, known)]))
  return [
    ...asked.map(variables => ({ kind, text, variables })),
    ...placesIn(field, known).flatMap(place =>
      asked.filter(isWide).map(variables => ({ kind: 'cursor', text, variables: { ...variables, ...place } })),
    ),
  ]
}

/** What is left out takes its default, which a variable that must be given would not let it. */
const declaredType = ({ type, defaultValue }: GraphQLArgument) =>
  defaultValue === undefined ? String(type) : String(type).replace(/!$/, '')

/** A search narrows what a cursor could tell. */
const isWide = ({ search = '' }: Record<string, unknown>) => search === ''

/**
 * Cursors that nobody was given, or somebody else was: at each hidden row by each of its values, as each of our own lists
 * writes its places, and some that no list has written.
 */
function placesIn(field: GraphQLField<unknown, unknown>, { hidden, visible }: Known): Record<string, unknown>[] {
  const { Article: story = {}, Image: picture = story } = hidden
  const moments = ['2026-03-04 05:06:07+00', '2026-02-30 01:00:00+00', 'infinity', '-infinity']
  const keys = [...moments, String(story['headline']), 'a\0b', '']
  const forged = [
    ...keys.map(key => encodeCursor({ key, id: String(story['id']) })),
    encodeCursor({ key: '2026-03-04 05:06:07+00', id: String(visible['Article']?.['id']) }),
    `2026-03-04T05:06:07.000Z ${picture['id']}`,
    ...['x', 'W10', '9999-99-99T99:99:99.999Z x', '\u0000'],
  ]
  const cursors = field.args.filter(({ name }) => name === 'after' || name === 'before')
  return cursors.flatMap(({ name }) => forged.map(cursor => ({ [name]: cursor })))
}

function possible(argument: GraphQLArgument, known: Known): unknown[] {
  const type = getNamedType(argument.type)
  const list = type.name.match(/^(.*)WhereUniqueInput$/)?.[1]
  if (list && isInputObjectType(type)) {
    const visible = known.visible[list]?.['id']
    return [...uniquesOf(type, list, known), ...(visible ? [{ id: visible }] : [])]
  }
  if (isEnumType(type)) return type.getValues().map(({ name }) => name)
  if (type.name === 'RevisionRef') return [{ number: 1 }, { copy: 'WORKING_COPY' }]
  if (argument.name === 'search') return ['', String(known.hidden['Article']?.['headline'])]
  if (argument.name === 'revision') return [undefined, 1]
  if (argument.defaultValue !== undefined || !isNonNullType(argument.type)) return [undefined]
  return [anyOf(argument)]
}

function combinations(given: [string, unknown[]][]): Record<string, unknown>[] {
  return given.reduce<Record<string, unknown>[]>(
    (all, [name, values]) =>
      all.flatMap(some => values.map(value => (value === undefined ? some : { ...some, [name]: value }))),
    [{}],
  )
}

const anyByType: Record<string, unknown> = { Int: 1, Float: 0.5, Boolean: true, String: 'nothing', ID: 'nothing' }

/** A value that a scalar or enum takes. */
export function anyOf({ name, type }: { name: string; type: GraphQLArgument['type'] }): unknown {
  const named = getNamedType(type)
  if (isEnumType(named)) return named.getValues()[0]?.name
  if (named.name !== 'DateTime') return anyByType[named.name]
  return name === 'from' ? daysFromNow(-20) : daysFromNow(20)
}

const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

/** All fields of a type that need no argument, as deep as said. */
export function selectionOf(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields())
    .filter(
      ({ args }) => !args.some(({ type: taken, defaultValue }) => isNonNullType(taken) && defaultValue === undefined),
    )
    .flatMap(({ name, type: given }) => {
      const named = getNamedType(given)
      if (isLeafType(named)) return [name]
      return isObjectType(named) && depth > 1 ? [`${name}${selectionOf(named, depth - 1)}`] : []
    })
  return ` { ${fields.join(' ') || '__typename'} }`
}
