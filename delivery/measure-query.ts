import {
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

import { weighField, type FieldOfType } from './weigh-field.ts'

/** How large a query is, its fragments counted wherever they are spread. */
export type QueryMeasure = {
  rootFields: number
  depth: number
  aliases: number
  articleLevels: number
  points: number
  /** The smallest and the largest `first`; 0 stands for null. */
  leastFirst: number
  mostFirst: number
}

export type Variables = Readonly<Record<string, unknown>>

type Measuring = {
  schema: GraphQLSchema
  variables: Variables
  fragments: Map<string, FragmentDefinitionNode>
  /** Each fragment is walked once, so hostile nesting costs no more than its text; null while it is being walked. */
  walked: Map<string, QueryMeasure | null>
}

const nothing: QueryMeasure = {
  rootFields: 0,
  depth: 0,
  aliases: 0,
  articleLevels: 0,
  points: 0,
  leastFirst: 1,
  mostFirst: 1,
}

/**
 * Measures every operation of a document. It may be given documents that are not valid: what the schema does not know
 * counts as a field, and a circle of fragments counts once; validation refuses both afterwards.
 */
export function measureQuery(document: DocumentNode, schema: GraphQLSchema, variables: Variables): QueryMeasure[] {
  const definitions = document.definitions
  const fragments = definitions.filter(node => node.kind === Kind.FRAGMENT_DEFINITION)
  const operations = definitions.filter(node => node.kind === Kind.OPERATION_DEFINITION)
  return operations.map(operation =>
    measureSelections(operation.selectionSet, schema.getQueryType(), {
      schema,
      variables: { ...defaultsOf(operation), ...variables },
      fragments: new Map(fragments.map(fragment => [fragment.name.value, fragment])),
      walked: new Map(),
    }),
  )
}

const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Variables =>
  Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)]] : [],
    ),
  )

function measureSelections({ selections }: SelectionSetNode, parent: unknown, measuring: Measuring): QueryMeasure {
  const measures = selections.map(node => {
    if (node.kind === Kind.FIELD) return measureField(node, parent, measuring)
    if (node.kind === Kind.FRAGMENT_SPREAD) return measureFragment(node.name.value, measuring)
    return measureSelections(node.selectionSet, parent, measuring)
  })
  return measures.reduce(beside, nothing)
}

function measureFragment(name: string, measuring: Measuring): QueryMeasure {
  const before = measuring.walked.get(name)
  const fragment = measuring.fragments.get(name)
  if (before !== undefined || !fragment) return before ?? nothing
  measuring.walked.set(name, null)
  const type = measuring.schema.getType(fragment.typeCondition.name.value)
  const measure = measureSelections(fragment.selectionSet, type, measuring)
  measuring.walked.set(name, measure)
  return measure
}

function measureField(node: FieldNode, parent: unknown, measuring: Measuring): QueryMeasure {
  const known = fieldOfType(node.name.value, parent, measuring.schema)
  const below = node.selectionSet
    ? measureSelections(node.selectionSet, known && getNamedType(known.field.type), measuring)
    : nothing
  const first = known && askedFirst(node, known, measuring.variables)
  const weight = weighField(known, first)
  return {
    rootFields: 1,
    depth: below.depth + 1,
    aliases: below.aliases + (node.alias ? 1 : 0),
    articleLevels: below.articleLevels + (weight.isArticleLevel ? 1 : 0),
    points: weight.own + weight.times * (weight.item + below.points),
    leastFirst: Math.min(below.leastFirst, first ?? 1),
    mostFirst: Math.max(below.mostFirst, first ?? 1),
  }
}

const beside = (a: QueryMeasure, b: QueryMeasure): QueryMeasure => ({
  rootFields: a.rootFields + b.rootFields,
  depth: Math.max(a.depth, b.depth),
  aliases: a.aliases + b.aliases,
  articleLevels: Math.max(a.articleLevels, b.articleLevels),
  points: a.points + b.points,
  leastFirst: Math.min(a.leastFirst, b.leastFirst),
  mostFirst: Math.max(a.mostFirst, b.mostFirst),
})

function fieldOfType(name: string, parent: unknown, schema: GraphQLSchema): FieldOfType | undefined {
  if (!isObjectType(parent)) return undefined
  const meta = [SchemaMetaFieldDef, TypeMetaFieldDef].find(field => field.name === name)
  const field = parent.getFields()[name] ?? (parent === schema.getQueryType() ? meta : undefined)
  return field && { parent, field, isList: isListType(getNullableType(field.type)) }
}

/** The value of `first` that would be executed; undefined for a field that has none. */
function askedFirst(node: FieldNode, { field }: FieldOfType, variables: Variables): number | undefined {
  const argument = field.args.find(({ name }) => name === 'first')
  if (!argument) return undefined
  const value = node.arguments?.find(({ name }) => name.value === 'first')?.value
  const asked = value?.kind === Kind.VARIABLE ? variables[value.name.value] : value && literal(value)
  return asked === undefined ? Number(argument.defaultValue) : Number(asked ?? 0)
}

const literal = (value: { kind: string; value?: unknown }) => (value.kind === Kind.INT ? value.value : null)
