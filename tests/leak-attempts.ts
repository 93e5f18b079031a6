import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql'
import { anyOf, type Known, type Question } from './leak-questions.ts'

const deepest = 6

/** Every mutation with every place of its arguments, nested ones too, in which a hidden row can be named. */
export function attemptsOf(schema: GraphQLSchema, known: Known): Question[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(field => attemptsAt(field, known))
}

function attemptsAt(field: GraphQLField<unknown, unknown>, known: Known): Question[] {
  if (field.args.length === 0) return []
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ')
  // What it gives is none of the question: ids and times are new each time.
  const text = `mutation (${declared}) { ${field.name}(${passed}) ${isScalar(field) ? '' : '{ __typename }'} }`
  return naming(field.args, known, deepest).map(variables => ({ kind: 'mutation', text, variables }))
}

const isScalar = (field: GraphQLField<unknown, unknown>) => !('getFields' in getNamedType(field.type))

type Place = GraphQLArgument | GraphQLInputField

/** One object for each way to name one hidden row in it; whatever else it cannot do without names visible ones. */
function naming(places: readonly Place[], known: Known, depth: number): Record<string, unknown>[] {
  return places.flatMap(place =>
    hiddenIn(place, known, depth).map(value => ({ ...required(places, known), [place.name]: value })),
  )
}

function hiddenIn(place: Place, known: Known, depth: number): unknown[] {
  const type = getNamedType(place.type)
  if (type.name === 'ID') return place.name === 'id' && depth === deepest ? hiddenIds(known) : []
  if (!isInputObjectType(type) || depth === 0) return []
  const list = type.name.match(/^(.*)WhereUniqueInput$/)?.[1]
  const row = list && known.hidden[list]
  const fields = Object.values(type.getFields())
  const inside = list
    ? fields.flatMap(({ name }) => (row && row[name] !== undefined ? [{ [name]: row[name] }] : []))
    : naming(fields, known, depth - 1)
  return inside.map(value => (isMany(place.type) ? [value] : value))
}

const hiddenIds = ({ hidden }: Known) => Object.values(hidden).map(({ id }) => id)
const isMany = (type: GraphQLInputType) => isListType(getNullableType(type))

function required(places: readonly Place[], known: Known): Record<string, unknown> {
  const needed = places.filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)
  return Object.fromEntries(needed.map(place => [place.name, filled(place, known)]))
}

function filled(place: Place, known: Known): unknown {
  const type = getNamedType(place.type)
  if (isMany(place.type)) return []
  const list = type.name.match(/^(.*)WhereUniqueInput$/)?.[1]
  if (list) return { id: known.visible[list]?.['id'] ?? 'nothing' }
  if (isInputObjectType(type)) return required(Object.values(type.getFields()), known)
  if (place.name === 'version') return known.visible['Article']?.['version'] ?? 1
  return anyOf(place)
}
