import type { DocumentNode, GraphQLSchema } from 'graphql'

import { NewsroomError } from '../errors.ts'
import { measureQuery, type QueryMeasure, type Variables } from './measure-query.ts'
import { queryLimits } from './query-limits.ts'

/** Refuses a text that is too long, before anything reads it. */
export function assertQueryLength(text: string): void {
  if (text.length <= queryLimits.characters) return
  throw tooMuch(`at most ${queryLimits.characters} characters`, `This one has ${text.length}.`)
}

/** Refuses by shape alone, before validation, whose rules are slow on hostile documents. */
export function assertQueryShape(document: DocumentNode, schema: GraphQLSchema): void {
  for (const measure of measureQuery(document, schema, {})) assertMeasureOfShape(measure)
}

const affordable = new WeakSet<DocumentNode>()

/** Refuses by `first` and by points, which depend on the variables of each request. */
export function assertQueryCost(document: DocumentNode, schema: GraphQLSchema, variables: Variables): void {
  // Measuring a large list takes 0.13 ms; without variables, once is enough for as long as the parsed query is kept.
  if (affordable.has(document)) return
  for (const measure of measureQuery(document, schema, variables)) assertMeasureOfCost(measure)
  if (!document.definitions.some(node => 'variableDefinitions' in node && node.variableDefinitions?.length)) {
    affordable.add(document)
  }
}

function assertMeasureOfCost({ leastFirst, mostFirst, points }: QueryMeasure): void {
  if (leastFirst < 1 || mostFirst > queryLimits.first) {
    const wrong = leastFirst < 1 ? leastFirst : mostFirst
    throw new NewsroomError(
      'LIMIT_EXCEEDED',
      `“first” is 1 to ${queryLimits.first}, and ${wrong} was asked for. Ask for fewer, and for the next page with “after”.`,
    )
  }
  if (points > queryLimits.points) {
    throw tooMuch(`at most ${queryLimits.points} points`, `This one could answer with ${points}. Lower “first”.`)
  }
}

/** The refusal of a text that the parser gave up on. */
export const tooManyTokens = () =>
  tooMuch(`at most ${queryLimits.tokens} tokens (words and signs)`, 'This one has more.')

/** The refusal of a document on which validation gave up: graphql-js meters how it compares fields of one name. */
export const tooManyRepetitions = () =>
  new NewsroomError(
    'LIMIT_EXCEEDED',
    'A query names the same fields a limited number of times; this one repeats them so often that comparing them was given up. Name each field once.',
  )

/** The refusal of a body that was not read to its end. */
export const bodyTooLarge = () => tooMuch(`at most ${queryLimits.bodyBytes} bytes`, 'This one has more.')

const shapeLimits = {
  rootFields: 'root fields',
  depth: 'levels of fields',
  aliases: 'aliases',
  repeats: 'fields that repeat an earlier one',
  spreads: 'places where a fragment is spread',
  unknownFields: 'fields that the schema does not know',
  articleLevels: 'nested levels of articles',
} as const satisfies Partial<Record<keyof QueryMeasure, string>>

function assertMeasureOfShape(measure: QueryMeasure): void {
  for (const [name, words] of Object.entries(shapeLimits)) {
    const limited = name as keyof typeof shapeLimits // the keys of that table
    if (measure[limited] > queryLimits[limited]) {
      throw tooMuch(`at most ${queryLimits[limited]} ${words}`, `This one has ${measure[limited]}.`)
    }
  }
}

const tooMuch = (limit: string, finding: string) =>
  new NewsroomError('LIMIT_EXCEEDED', `A query has ${limit}. ${finding} Ask for less, or in several queries.`)
