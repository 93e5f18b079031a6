import {
  isInterfaceType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type GraphQLField,
  type GraphQLNamedType,
} from 'graphql'

const ofIntrospection = new Map(
  [SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef].map(field => [field.name, field]),
)

/** A field as the schema knows it, those of introspection included. */
export function fieldOfType(
  parent: GraphQLNamedType | null | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  const known = ofIntrospection.get(name)
  if (known) return known
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined
}
