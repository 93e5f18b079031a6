import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { fieldOfType } from './field-of-type.ts'

export type QuerySize = {
  rootFields: number
  /** Fields within fields, and inline fragments around them; a bare scalar is 1. */
  depth: number
  /** Lists of objects within lists of objects, along the worst path. */
  lists: number
  /** Over the whole operation, fragments counted as often as they are spread. */
  aliases: number
  /** Fields that name an answer which stands there already; each fragment counted once. */
  repeats: number
  /** Places in the text where a fragment is spread. */
  spreads: number
  unknownFields: number
}

type Parent = GraphQLNamedType | null | undefined

const nothing: QuerySize = { rootFields: 0, depth: 0, lists: 0, aliases: 0, repeats: 0, spreads: 0, unknownFields: 0 }

/**
 * The size of a text's largest operation, and what all its parts give validation to do, in time that grows with the
 * text: each fragment is measured once. It may be given what is not valid: a circle of fragments ends, and validation
 * refuses it afterwards.
 */
export function measureQuery({ definitions }: DocumentNode, schema: GraphQLSchema): QuerySize {
  const fragments = new Map(definitions.filter(isFragment).map(fragment => [fragment.name.value, fragment]))
  const measured = new Map<string, QuerySize>()
  const inFragments = [...fragments.keys()].map(name => ({ ...sizeOfFragment(name), rootFields: 0 }))
  return [...definitions.filter(isOperation).map(sizeOfOperation), ...inFragments].reduce(oneOrOther, nothing)

  function sizeOfOperation({ operation, selectionSet }: OperationDefinitionNode): QuerySize {
    return below(selectionSet, schema.getRootType(operation as OperationTypeNode))
  }

  /** `answered`: the names at this place so far, those inside of inline fragments included. */
  function below(selectionSet: SelectionSetNode, parent: Parent, answered = new Set<string>()): QuerySize {
    return selectionSet.selections.map(selection => sizeOf(selection, parent, answered)).reduce(sideBySide, nothing)
  }

  function sizeOf(selection: SelectionNode, parent: Parent, answered: Set<string>): QuerySize {
    // What validation meets once, in the fragment itself, is counted there.
    if (selection.kind === Kind.FRAGMENT_SPREAD)
      return { ...sizeOfFragment(selection.name.value), ...nothingMore, spreads: 1 }
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition && schema.getType(selection.typeCondition.name.value)
      const inside = below(selection.selectionSet, condition ?? parent, answered)
      return { ...inside, depth: 1 + inside.depth }
    }
    return sizeOfField(selection, parent, answered)
  }

  function sizeOfField(node: FieldNode, parent: Parent, answered: Set<string>): QuerySize {
    const type = fieldOfType(parent, node.name.value)?.type
    const child = node.selectionSet ? below(node.selectionSet, type && getNamedType(type)) : nothing
    const answer = (node.alias ?? node.name).value
    const isRepeat = answered.has(answer)
    answered.add(answer)
    return {
      rootFields: 1,
      depth: 1 + child.depth,
      lists: child.lists + (isListOfObjects(type) ? 1 : 0),
      aliases: child.aliases + (node.alias ? 1 : 0),
      repeats: child.repeats + (isRepeat ? 1 : 0),
      spreads: child.spreads,
      unknownFields: child.unknownFields + (parent && !type ? 1 : 0),
    }
  }

  function sizeOfFragment(name: string): QuerySize {
    const known = measured.get(name)
    if (known) return known
    measured.set(name, nothing)
    const fragment = fragments.get(name)
    const type = fragment && schema.getType(fragment.typeCondition.name.value)
    const size = fragment ? below(fragment.selectionSet, type) : nothing
    measured.set(name, size)
    return size
  }
}

const nothingMore = { repeats: 0, spreads: 0, unknownFields: 0 }

const isOperation = (node: { kind: string }): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION
const isFragment = (node: { kind: string }): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION

function sideBySide(one: QuerySize, other: QuerySize): QuerySize {
  return {
    rootFields: one.rootFields + other.rootFields,
    depth: Math.max(one.depth, other.depth),
    lists: Math.max(one.lists, other.lists),
    aliases: one.aliases + other.aliases,
    repeats: one.repeats + other.repeats,
    spreads: one.spreads + other.spreads,
    unknownFields: one.unknownFields + other.unknownFields,
  }
}

/** One operation runs; validation reads them all. */
function oneOrOther(one: QuerySize, other: QuerySize): QuerySize {
  return {
    ...sideBySide(one, other),
    rootFields: Math.max(one.rootFields, other.rootFields),
    lists: Math.max(one.lists, other.lists),
    aliases: Math.max(one.aliases, other.aliases),
  }
}

export function isListOfObjects(type: GraphQLOutputType | undefined): boolean {
  return type !== undefined && isListType(getNullableType(type)) && isCompositeType(getNamedType(type))
}
