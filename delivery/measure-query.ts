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
  /** Fields named before among the same selections: validation compares each with each. */
  repeats: number
  /** Places where a fragment is spread: validation compares the fragments of a place each with each, too. */
  spreads: number
  /** Fields that the schema does not know: validation looks for similar names for each. */
  unknownFields: number
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
  repeats: 0,
  spreads: 0,
  unknownFields: 0,
  articleLevels: 0,
  points: 0,
  leastFirst: 1,
  mostFirst: 1,
}

/**
 * Measures every operation of a document, and every fragment, used or not. It may be given documents that are not valid: what the schema does not know
 * counts as a field, and a circle of fragments counts once; validation refuses both afterwards.
 */
export function measureQuery(document: DocumentNode, schema: GraphQLSchema, variables: Variables): QueryMeasure[] {
  const definitions = document.definitions
  const fragments = definitions.filter(node => node.kind === Kind.FRAGMENT_DEFINITION)
  const operations = definitions.filter(node => node.kind === Kind.OPERATION_DEFINITION)
  const named = new Map(fragments.map(fragment => [fragment.name.value, fragment]))
  const measuringWith = (given: Variables): Measuring => ({
    schema,
    variables: given,
    fragments: named,
    walked: new Map(),
  })
  const unused = measuringWith(variables)
  return [
    ...operations.map(operation => {
      const measuring = measuringWith({ ...defaultsOf(operation), ...variables })
      return measureSelections(operation.selectionSet, schema.getQueryType(), measuring)
    }),
    ...fragments.map(fragment => measureFragment(fragment.name.value, unused)),
  ]
}

const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Variables =>
  Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)]] : [],
    ),
  )

function measureSelections(
  { selections }: SelectionSetNode,
  parent: unknown,
  measuring: Measuring,
  /** Names answered so far at this place, those in inline fragments included. */
  answered = new Set<string>(),
): QueryMeasure {
  const measures = selections.map(node => {
    if (node.kind === Kind.FIELD) return repeatIn(answered, node, measureField(node, parent, measuring))
    if (node.kind === Kind.FRAGMENT_SPREAD) return spread(measureFragment(node.name.value, measuring))
    return measureSelections(node.selectionSet, parent, measuring, answered)
  })
  return measures.reduce(beside, nothing)
}

function repeatIn(answered: Set<string>, { alias, name }: FieldNode, measure: QueryMeasure): QueryMeasure {
  const answer = (alias ?? name).value
  if (answered.has(answer)) return { ...measure, repeats: measure.repeats + 1 }
  answered.add(answer)
  return measure
}

const spread = (measure: QueryMeasure): QueryMeasure => ({ ...measure, spreads: measure.spreads + 1 })

function measureFragment(name: string, measuring: Measuring): QueryMeasure {
  const before = measuring.walked.get(name)
  const fragment = measuring.fragments.get(name)
  // What is spread below counts once: it stands once in the text.
  if (before !== undefined || !fragment) return { ...(before ?? nothing), spreads: 0 }
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
    repeats: below.repeats,
    spreads: below.spreads,
    unknownFields: below.unknownFields + (known || isFree(node, parent) ? 0 : 1),
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
  repeats: a.repeats + b.repeats,
  spreads: a.spreads + b.spreads,
  unknownFields: a.unknownFields + b.unknownFields,
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

/** Fields that nobody looks for in the schema. */
const isFree = ({ name }: FieldNode, parent: unknown) => !isObjectType(parent) || name.value === '__typename'

/** The value of `first` that would be executed; undefined for a field that has none. */
function askedFirst(node: FieldNode, { field }: FieldOfType, variables: Variables): number | undefined {
  const argument = field.args.find(({ name }) => name === 'first')
  if (!argument) return undefined
  const value = node.arguments?.find(({ name }) => name.value === 'first')?.value
  const asked = value?.kind === Kind.VARIABLE ? variables[value.name.value] : value && literal(value)
  return asked === undefined ? Number(argument.defaultValue) : Number(asked ?? 0)
}

const literal = (value: { kind: string; value?: unknown }) => (value.kind === Kind.INT ? value.value : null)
