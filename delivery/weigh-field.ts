import { getNamedType, type GraphQLField, type GraphQLObjectType } from 'graphql'

import { queryLimits } from './query-limits.ts'

export type FieldOfType = { parent: GraphQLObjectType; field: GraphQLField<unknown, unknown>; isList: boolean }

export type FieldWeight = {
  /** Points of the field itself, and of each thing it lists. */
  own: number
  item: number
  /** How often what is below it occurs. */
  times: number
  /** A list of stories below a story or a tag. */
  isArticleLevel: boolean
}

/** What one field costs; a field that the schema does not know costs as little as can be. */
export function weighField(known: FieldOfType | undefined, first: number | undefined): FieldWeight {
  if (!known) return { own: 1, item: 0, times: 1, isArticleLevel: false }
  const type = getNamedType(known.field.type).name
  const isPageOf = isConnection(known.parent.name)
  return {
    own: pointsOfField[`${known.parent.name}.${known.field.name}`] ?? 1,
    item: isPageOf || isEdge(known.parent.name) ? 0 : pointsOfItem(type),
    times: first ?? (known.isList && !isPageOf ? reckonedLength(type) : 1),
    isArticleLevel: ['Article', 'Tag'].includes(known.parent.name) && ['Article', 'ArticleConnection'].includes(type),
  }
}

/** Fields that answer with much text, and `search`, which ranks up to a thousand stories to answer with a few. */
const pointsOfField: Readonly<Record<string, number>> = {
  'Section.html': 5,
  'Section.text': 5,
  'Section.document': 5,
  'Article.jsonLd': 5,
  'SearchEdge.excerpt': 5,
  'SearchEdge.excerptText': 5,
  'Query.search': 5_000,
}

/** The lists inside a connection are the page that its `first` has counted already. */
const isConnection = (type: string) => type.endsWith('Connection')
const isEdge = (type: string) => type.endsWith('Edge')

const reckonedLength = (type: string) =>
  type === 'Article' || type === 'Tag' ? queryLimits.storyOrTagLength : queryLimits.otherLength

function pointsOfItem(type: string): number {
  if (['Article', 'ArticleConnection', 'SearchConnection'].includes(type)) return 25
  return type === 'Tag' || type === 'TagConnection' ? 5 : 0
}
