import {
  getNamedType,
  getNullableType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql'

/** Where a schema takes a value: an argument, or a field of an input. */
export type Place = GraphQLArgument | GraphQLInputField

export const isMany = (type: GraphQLInputType) => isListType(getNullableType(type))

/** Values for the places that cannot be left out, by their names. */
export function required(places: readonly Place[], valueFor: (place: Place) => unknown): Record<string, unknown> {
  const needed = places.filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)
  return Object.fromEntries(needed.map(place => [place.name, valueFor(place)]))
}

/** The text of an operation that asks for one field, whose arguments are variables of their own names. */
export function operationWith(
  kind: string,
  field: GraphQLField<unknown, unknown>,
  { args = field.args, answer = '' }: { args?: readonly GraphQLArgument[]; answer?: string } = {},
): string {
  const declared = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')
  const passed = args.map(({ name }) => `${name}: $${name}`).join(', ')
  const isScalar = !('getFields' in getNamedType(field.type))
  return `${kind} (${declared}) { ${answer}${field.name}(${passed}) ${isScalar ? '' : '{ __typename }'} }`
}
