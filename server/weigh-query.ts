import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isListType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type OperationTypeNode,
  type SelectionSetNode,
} from 'graphql'
import { NewsroomError } from '../errors.ts'
import { assertInput } from './assert-input.ts'
import { authoringLimits } from './authoring-limits.ts'
import { fieldOfType } from './field-of-type.ts'
import { isListOfObjects } from './measure-query.ts'

type Values = Readonly<Record<string, unknown>>
type Parent = GraphQLNamedType | null | undefined
type Asked = { document: DocumentNode; schema: GraphQLSchema; variables: Values }

/**
 * How many rows a valid operation may read and write at the most, and ten points for a statement that one of them needs
 * for itself. Throws LIMIT_EXCEEDED for an argument that asks for too much by itself.
 */
export function weighQuery(operation: OperationDefinitionNode, { document, schema, variables }: Asked): number {
  const fragments = new Map(document.definitions.filter(isFragment).map(fragment => [fragment.name.value, fragment]))
  const given = { ...defaultsOf(operation), ...variables }
  // Inside of a list and outside of one, a fragment weighs differently.
  const weighed = { inside: new Map<string, number>(), outside: new Map<string, number>() }
  return weigh(operation.selectionSet, schema.getRootType(operation.operation as OperationTypeNode), false)

  function weigh({ selections }: SelectionSetNode, parent: Parent, isInList: boolean): number {
    const points = selections.map(node => {
      if (node.kind === Kind.FIELD) return weighField(node, parent, isInList)
      if (node.kind === Kind.FRAGMENT_SPREAD) return weighFragment(node.name.value, isInList)
      const condition = node.typeCondition && schema.getType(node.typeCondition.name.value)
      return weigh(node.selectionSet, condition ?? parent, isInList)
    })
    return points.reduce((sum, each) => sum + each, 0)
  }

  function weighFragment(name: string, isInList: boolean): number {
    const known = weighed[isInList ? 'inside' : 'outside']
    const fragment = fragments.get(name)
    const points = known.get(name)
    if (points !== undefined || !fragment) return points ?? 0
    const type = schema.getType(fragment.typeCondition.name.value)
    known.set(name, weigh(fragment.selectionSet, type, isInList))
    return known.get(name) ?? 0
  }

  function weighField(node: FieldNode, parent: Parent, isInList: boolean): number {
    const field = fieldOfType(parent, node.name.value)
    if (!parent || !field) return 0
    const values = argumentsOf(node, field, given)
    assertArguments(field, values)
    const writes = parent === schema.getMutationType() ? countWrites(field, values) : 0
    const length = writes || lengthOf(parent, field, { values, isInList })
    const isInside = isInList || isListOfObjects(field.type)
    const below = node.selectionSet ? weigh(node.selectionSet, getNamedType(field.type), isInside) : 0
    return writes * pointsOfWrite + pointsOfStatement(parent, field) + length * (below + pointsOfRow(parent, field))
  }
}

const pointsOfWrite = 100

/** Fields of one row that the database is asked for, in several statements perhaps. */
export const pointsOfField: Readonly<Record<string, number>> = {
  'Article.checklist': 100,
  'Article.moves': 150,
  'Article.hasUnpublishedChanges': 20,
  'Article.readingMinutes': 20,
  'Article.scheduleState': 10,
  'Article.live': 10,
  'Article.openPreviewLinks': 10,
  'Webhook.outbox': 20,
}

function pointsOfStatement(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>): number {
  const isOwnStatement = hasArgument(field, 'take') || (hasArgument(field, 'where') && field.name.endsWith('Count'))
  return isOwnStatement ? 10 : (pointsOfField[`${parent.name}.${field.name}`] ?? 0)
}

/** The schema is in memory: what it holds counts by its lists alone. */
function pointsOfRow(parent: GraphQLNamedType, { type }: GraphQLField<unknown, unknown>): number {
  if (isIntrospection(parent)) return isListOfObjects(type) ? 1 : 0
  return isCompositeType(getNamedType(type)) ? 1 : 0
}

/**
 * Lists whose length no argument says are as long as the newsroom makes them: these are reckoned. Lists of rows are also
 * counted as they are read, see `boundLists`.
 */
const reckonedLength = { rows: 50, nestedRows: 10, types: 300, introspection: 5, other: 10 } as const

function lengthOf(
  parent: GraphQLNamedType,
  field: GraphQLField<unknown, unknown>,
  { values, isInList }: { values: Map<string, unknown>; isInList: boolean },
): number {
  if (!isListOfObjects(field.type)) return 1
  const asked = values.get('take') ?? values.get('first')
  if (typeof asked === 'number') return Math.abs(asked)
  if (hasArgument(field, 'take')) return isInList ? reckonedLength.nestedRows : reckonedLength.rows
  if (!isIntrospection(parent)) return reckonedLength.other
  return parent.name === '__Schema' ? reckonedLength.types : reckonedLength.introspection
}

function assertArguments(field: GraphQLField<unknown, unknown>, values: Map<string, unknown>): void {
  assertWithin('take', values.get('take'), [-authoringLimits.take, authoringLimits.take])
  assertWithin('skip', values.get('skip'), [0, authoringLimits.skip])
  for (const argument of field.args) assertInput(argument, values.get(argument.name))
}

function assertWithin(limit: 'take' | 'skip', asked: unknown, [least, most]: [number, number]): void {
  if (typeof asked !== 'number' || (asked >= least && asked <= most)) return
  const sentence = `“${limit}” is from ${least} to ${most}, and ${asked} was asked for. Ask in smaller steps.`
  throw new NewsroomError('LIMIT_EXCEEDED', sentence, { limit, http: { status: 400, headers: new Map() } })
}

/** How many things a mutation changes: the elements of `createArticles(data: […])`, else one. */
function countWrites({ args }: GraphQLField<unknown, unknown>, values: Map<string, unknown>): number {
  const lists = args.filter(({ type }) => isListType(getNullableType(type)) && isInputObjectType(getNamedType(type)))
  const counts = lists.map(({ name }) => [values.get(name) ?? []].flat().length)
  const count = Math.max(1, ...counts)
  if (count <= authoringLimits.writes) return count
  const sentence = `One mutation changes at most ${authoringLimits.writes} things, and this one has ${count}. Send the others by themselves.`
  throw new NewsroomError('LIMIT_EXCEEDED', sentence, { limit: 'writes', http: { status: 400, headers: new Map() } })
}

function argumentsOf(node: FieldNode, field: GraphQLField<unknown, unknown>, variables: Values): Map<string, unknown> {
  const defaults = field.args.map(({ name, defaultValue }) => [name, defaultValue] as const)
  const asked = (node.arguments ?? []).map(
    ({ name, value }) => [name.value, valueFromASTUntyped(value, variables)] as const,
  )
  return new Map<string, unknown>([...defaults, ...asked.filter(([, value]) => value !== undefined)])
}

const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Values =>
  Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  )

const isIntrospection = ({ name }: GraphQLNamedType) => name.startsWith('__')
const hasArgument = ({ args }: GraphQLField<unknown, unknown>, name: string) => args.some(arg => arg.name === name)
const isFragment = (node: { kind: string }): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION
