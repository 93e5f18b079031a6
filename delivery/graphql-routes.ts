import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ExecutionResult, GraphQLFormattedError } from 'graphql'
import { mercurius } from 'mercurius'

import type { Publisher } from '../environment/publisher.ts'
import { operationFacts, traceStep } from '../tracing.ts'
import { answerRequest, openHeaders } from './answer-request.ts'
import { assertQueryCost, assertQueryShape } from './assert-query-limits.ts'
import type { Answers } from './cache/answers.ts'
import type { CacheTags } from './cache-tags.ts'
import { dateTimeScalar } from './date-time-scalar.ts'
import type { KnownQueries } from './find-query.ts'
import { formatErrors } from './format-errors.ts'
import { queryLimits } from './query-limits.ts'
import { nestedArticlesFrom } from './read-nested-articles.ts'
import { readQueryRequest } from './read-query-request.ts'
import type { ReadRows } from './read-rows.ts'
import { readWithinTime } from './read-within-time.ts'
import type { Reading } from './reading.ts'
import { articleResolvers, tagResolvers } from './resolve-article.ts'
import { imageResolvers } from './resolve-image.ts'
import { queryResolvers } from './resolve-queries.ts'
import { searchEdgeResolvers } from './resolve-search.ts'
import { deliverySchema } from './schema.ts'
import { sendErrors } from './send-answer.ts'

// The context of every resolver is a Reading; Mercurius knows it by this name.
declare module 'mercurius' {
  interface MercuriusContext extends Reading {}
}

type Options = { answers: Answers; queries: KnownQueries; publicUrl: string; publisher: Publisher; now: () => Date }

/** `/graphql` by GET and POST, one query at a time. */
export async function graphqlRoutes(app: FastifyInstance, options: Options): Promise<void> {
  await app.register(mercurius, {
    schema: deliverySchema,
    resolvers,
    // Its own routes would print the answer where we could not see it, and its cache has no bound in bytes: it keeps
    // 128 parsed queries, and as many refused ones.
    routes: false,
    cache: 128,
    graphql: { parseOptions: { maxTokens: queryLimits.tokens } },
    errorFormatter: execution => ({ statusCode: 200, response: { data: null, errors: execution.errors } }),
  })
  app.graphql.addHook('preValidation', async (schema, document) => assertQueryShape(document, schema))
  app.graphql.addHook('preExecution', async (schema, document, _, variables) => {
    assertQueryCost(document, schema, variables)
  })
  openToEveryOrigin(app)
  takeBodiesAsTheyCome(app)
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: queryLimits.bodyBytes,
    handler: (request, reply) => answerQuery(app, options, request, reply),
  })
}

const resolvers = {
  Query: queryResolvers,
  Article: articleResolvers,
  Tag: tagResolvers,
  SearchEdge: searchEdgeResolvers,
  Image: imageResolvers,
  DateTime: dateTimeScalar,
}

async function answerQuery(app: FastifyInstance, options: Options, request: FastifyRequest, reply: FastifyReply) {
  const key = request.method === 'POST' ? `POST ${String(request.body)}` : request.url
  try {
    return await answerRequest({ answers: options.answers, request, reply, key }, reading =>
      printResult(app, options, request, reading),
    )
  } catch (error) {
    if (!(error instanceof QueryFailed)) throw error
    return sendErrors(reply, formatErrors(error.failures, { log: request.log, requestId: request.id }), null)
  }
}

async function printResult(
  app: FastifyInstance,
  { queries, publicUrl, publisher, now }: Options,
  request: FastifyRequest,
  from: { readRows: ReadRows; cacheTags: CacheTags },
): Promise<{ body: string }> {
  const asked = readQueryRequest(request, await parseBody(app, request))
  const readRows = readWithinTime(from.readRows)
  const nested = nestedArticlesFrom(readRows)
  const reading: Reading = { readRows, cacheTags: from.cacheTags, nested, publicUrl, publisher, now: now() }
  const query = queries.find(asked)
  const result: ExecutionResult = await traceStep(
    { name: 'graphql query', facts: operationFacts('query', asked.operationName ?? nameIn(query)) },
    async () => app.graphql(query, reading, asked.variables, asked.operationName),
  )
  if (result.errors) throw new QueryFailed(result.errors)
  queries.remember(asked)
  return { body: JSON.stringify(result) }
}

/** Most apps write one operation, and do not say its name once more. */
const nameIn = (query: string) => /^\s*query\s+(\w+)/.exec(query)?.[1]

/** An answer with an error in it: to be refused as a whole. */
class QueryFailed extends Error {
  readonly failures: readonly GraphQLFormattedError[]

  constructor(failures: NonNullable<ExecutionResult['errors']>) {
    super('a query was answered with errors')
    this.failures = failures
  }
}

/** A body is the key of its answer, and is parsed only when there is none. */
function takeBodiesAsTheyCome(app: FastifyInstance): void {
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => done(null, body))
  app.removeContentTypeParser('text/plain')
}

async function parseBody(app: FastifyInstance, request: FastifyRequest): Promise<unknown> {
  const { body } = request
  if (typeof body !== 'string') return body
  const parse = app.getDefaultJsonParser('error', 'error')
  return new Promise((resolve, reject) => {
    parse(request, body, (error, parsed) => (error ? reject(error) : resolve(parsed)))
  })
}

function openToEveryOrigin(app: FastifyInstance): void {
  app.addHook('onRequest', async (_, reply) => void reply.headers(openHeaders))
  app.options('/graphql', async (_, reply) =>
    reply
      .header('access-control-allow-methods', 'GET, HEAD, POST, OPTIONS')
      .header('access-control-allow-headers', 'Content-Type, If-None-Match')
      .header('access-control-max-age', '86400')
      .code(204)
      .send(),
  )
}
