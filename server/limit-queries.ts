import type { ApolloServerPlugin } from '@apollo/server'
import { parse, type DocumentNode, type GraphQLSchema } from 'graphql'
import { NewsroomError } from '../errors.ts'
import { assertShallow } from './assert-input.ts'
import { authoringLimits } from './authoring-limits.ts'
import { measureQuery, type QuerySize } from './measure-query.ts'
import { weighQuery } from './weigh-query.ts'

const words = {
  rootFields: 'fields at its root',
  depth: 'levels of fields',
  lists: 'lists within lists',
  aliases: 'aliases',
  repeats: 'fields that repeat an earlier one',
  spreads: 'places where a fragment is spread',
  unknownFields: 'fields that the schema does not know',
} as const satisfies Record<keyof QuerySize, string>

/**
 * Refuses a query by its shape before validation, whose rules are slow on hostile texts, and by what its arguments ask
 * for before anything is read. For Apollo's `plugins`.
 */
export function limitQueries(): ApolloServerPlugin {
  return {
    requestDidStart: async () => ({
      async validationDidStart(asked) {
        const refusal = refusalOf(() => assertShape(asked.document, asked.source, asked.schema))
        if (refusal) Object.assign(asked, { document: inItsPlace(refusal) })
      },
      async didResolveOperation({ document, operation, request, schema }) {
        const refusal = refusals.get(document)
        if (refusal) throw refusal
        const variables = request.variables ?? {}
        assertShallow(variables)
        if (operation) assertPoints(weighQuery(operation, { document, schema, variables }))
      },
    }),
  }
}

/** Refuses by the text alone. */
export function assertShape(document: DocumentNode, text: string, schema: GraphQLSchema): void {
  assertLength(text)
  const size = measureQuery(document, schema)
  for (const limit of Object.keys(words) as (keyof QuerySize)[]) {
    if (size[limit] <= authoringLimits[limit]) continue
    throw tooMuch(limit, `at most ${authoringLimits[limit]} ${words[limit]}`, `This one has ${size[limit]}.`)
  }
}

/** Refuses a text that is too long, before anything reads it. */
export function assertLength(text: string): void {
  const most = authoringLimits.characters
  if (text.length > most) throw tooMuch('characters', `at most ${most} characters`, `This one has ${text.length}.`)
}

function assertPoints(points: number): void {
  if (points <= authoringLimits.points) return
  const limit = `at most ${authoringLimits.points} points`
  throw tooMuch('points', limit, `This one could answer with ${points}. Lower “take”, above all in the outer lists.`)
}

/**
 * Validation gets this in the place of what was refused. Apollo keeps it under the text's hash: the next time, nothing
 * is read but the refusal.
 */
function inItsPlace(refusal: NewsroomError): DocumentNode {
  const nothingAsked = parse('{ __typename }', { noLocation: true })
  refusals.set(nothingAsked, refusal)
  return nothingAsked
}

const refusals = new WeakMap<DocumentNode, NewsroomError>()

function refusalOf(assert: () => void): NewsroomError | undefined {
  try {
    assert()
    return undefined
  } catch (error) {
    if (error instanceof NewsroomError) return error
    throw error
  }
}

function tooMuch(limit: string, most: string, found: string): NewsroomError {
  return new NewsroomError('LIMIT_EXCEEDED', `A query has ${most}. ${found} Ask for less, or in several queries.`, {
    limit,
    http: { status: 400, headers: new Map() },
  })
}
