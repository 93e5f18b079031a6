import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

export type QuerySize = {
  /** Fields within fields; a bare scalar is 1. */
  depth: number
  /** Lists of objects within lists of objects, along the worst path. */
  lists: number
  /** Over the whole operation, fragments counted as often as they are spread. */
  aliases: number
  rootFields: number
}

type Part = QuerySize
type Parent = GraphQLNamedType | null | undefined

type Surroundings = {
  root: Parent
  schema: GraphQLSchema
  fragment: (name: string) => FragmentDefinitionNode | null | undefined
}

const nothing: Part = { depth: 0, lists: 0, aliases: 0, rootFields: 0 }

/** The size of an operation, in time that grows with its text: each fragment is measured once. */
export function measureQuery(operation: OperationDefinitionNode, { root, schema, fragment }: Surroundings): QuerySize {
  const measured = new Map<string, Part>()
  return below(operation.selectionSet, root)

  function below(selectionSet: SelectionSetNode | undefined, parent: Parent): Part {
    return (selectionSet?.selections ?? []).map(selection => sizeOf(selection, parent)).reduce(sideBySide, nothing)
  }

  function sizeOf(selection: SelectionNode, parent: Parent): Part {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return spread(selection.name.value)
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition && schema.getType(selection.typeCondition.name.value)
      return below(selection.selectionSet, condition ?? parent)
    }
    const type = typeOfField(parent, selection.name.value)
    const child = below(selection.selectionSet, type && getNamedType(type))
    return {
      depth: 1 + child.depth,
      lists: child.lists + (isListOfObjects(type) ? 1 : 0),
      aliases: child.aliases + (selection.alias ? 1 : 0),
      rootFields: 1,
    }
  }

  function spread(name: string): Part {
    const known = measured.get(name)
    if (known) return known
    // Circles are refused by another rule; here they must only end.
    measured.set(name, nothing)
    const definition = fragment(name)
    const part = definition
      ? below(definition.selectionSet, schema.getType(definition.typeCondition.name.value))
      : nothing
    measured.set(name, part)
    return part
  }
}

function sideBySide(one: Part, other: Part): Part {
  return {
    depth: Math.max(one.depth, other.depth),
    lists: Math.max(one.lists, other.lists),
    aliases: one.aliases + other.aliases,
    rootFields: one.rootFields + other.rootFields,
  }
}

function typeOfField(parent: Parent, name: string): GraphQLOutputType | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef.type
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef.type
  if (!parent || !(isObjectType(parent) || isInterfaceType(parent))) return undefined
  return parent.getFields()[name]?.type
}

function isListOfObjects(type: GraphQLOutputType | undefined): boolean {
  return type !== undefined && isListType(getNullableType(type)) && isCompositeType(getNamedType(type))
}
