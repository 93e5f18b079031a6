import { getNamedType, isInputObjectType, type GraphQLField, type GraphQLInputType, type GraphQLSchema } from 'graphql'
import { anyOf } from './leak-questions.ts'
import { isMany, operationWith, required, type Place } from './schema-arguments.ts'

/**
 * A place of a schema's arguments, nested ones too, where a caller may put a text. `selects` where rows are chosen by
 * likeness to it, so that a text which stands nowhere finds none.
 */
export type TextPlace = {
  path: string
  text: string
  selects: boolean
  fill: (value: string) => Record<string, unknown>
}

/** Every place of a schema that takes a text, an id, an instant or JSON, found by introspection. */
export function placesOf(schema: GraphQLSchema, { except = [] }: { except?: string[] } = {}): TextPlace[] {
  const roots = { query: schema.getQueryType(), mutation: schema.getMutationType() }
  return Object.entries(roots).flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {})
      // A count takes the conditions of its list.
      .filter(({ name }) => !except.includes(name) && !name.endsWith('Count'))
      .flatMap(field => placesAt(kind, field)),
  )
}

function placesAt(kind: string, field: GraphQLField<unknown, unknown>): TextPlace[] {
  return textsIn(field.args, [field.name]).map(({ path, fill }) => {
    // An argument that is declared has to be given, even where the field has a default.
    const given = field.args.filter(({ name }) => name in fill(''))
    const isLikeness = !path.includes('not') && !/^(not|gt|lt)/.test(path.at(-1) ?? '')
    return {
      path: path.join('.'),
      text: operationWith(kind, field, { args: given, answer: 'found: ' }),
      selects: kind === 'query' && path[1] === 'where' && isLikeness,
      fill,
    }
  })
}

type Text = { path: string[]; fill: (value: string) => Record<string, unknown> }

function textsIn(places: readonly Place[], above: string[]): Text[] {
  const others = required(places, anything)
  return places.flatMap(({ name, type }) =>
    valuesFor(type, [...above, name]).map(({ path, fill }) => ({
      path,
      fill: value => ({ ...others, [name]: isMany(type) ? [fill(value)] : fill(value) }),
    })),
  )
}

type Value = { path: string[]; fill: (value: string) => unknown }

const texts = ['String', 'ID', 'DateTime', 'JSON', 'CalendarDay']

function valuesFor(type: GraphQLInputType, path: string[]): Value[] {
  const named = getNamedType(type)
  if (texts.includes(named.name))
    return [{ path, fill: value => (named.name === 'JSON' ? [{ [value]: value }] : value) }]
  // Conditions within conditions, and those on what a row belongs to, are the same again.
  const isAgain =
    (path.length > 2 && /WhereInput$|ManyRelationFilter$/.test(named.name)) ||
    path.filter(part => part === 'not').length > 1
  if (!isInputObjectType(named) || path.length > 6 || isAgain) return []
  return textsIn(Object.values(named.getFields()), path)
}

function anything(place: Place): unknown {
  const type = getNamedType(place.type)
  if (isMany(place.type)) return []
  if (!isInputObjectType(type)) return anyOf(place)
  if (type.name.endsWith('WhereUniqueInput')) return { id: 'nothing' }
  return required(Object.values(type.getFields()), anything)
}
