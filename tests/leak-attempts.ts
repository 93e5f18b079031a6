import { getNamedType, isInputObjectType, type GraphQLField, type GraphQLSchema } from 'graphql'
import { anyOf, type Known, type Question } from './leak-questions.ts'
import { isMany, operationWith, required, type Place } from './schema-arguments.ts'

const deepest = 6

/** Every mutation with every place of its arguments, nested ones too, in which a hidden row can be named. */
export function attemptsOf(schema: GraphQLSchema, known: Known): Question[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(field => attemptsAt(field, known))
}

function attemptsAt(field: GraphQLField<unknown, unknown>, known: Known): Question[] {
  if (field.args.length === 0) return []
  // What it gives is none of the question: ids and times are new each time.
  const text = operationWith('mutation', field)
  return naming(field.args, known, deepest).map(variables => ({ kind: 'mutation', text, variables }))
}

/** One object for each way to name one hidden row in it; whatever else it cannot do without names visible ones. */
function naming(places: readonly Place[], known: Known, depth: number): Record<string, unknown>[] {
  return places.flatMap(place =>
    hiddenIn(place, known, depth).map(value => ({
      ...required(places, needed => filled(needed, known)),
      [place.name]: value,
    })),
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

function filled(place: Place, known: Known): unknown {
  const type = getNamedType(place.type)
  if (isMany(place.type)) return []
  const list = type.name.match(/^(.*)WhereUniqueInput$/)?.[1]
  if (list) return { id: known.visible[list]?.['id'] ?? 'nothing' }
  if (isInputObjectType(type)) return required(Object.values(type.getFields()), needed => filled(needed, known))
  if (place.name === 'version') return known.visible['Article']?.['version'] ?? 1
  return anyOf(place)
}
