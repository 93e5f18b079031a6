import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ExecutionResult } from 'graphql'
import { mercurius } from 'mercurius'

import { assertQueryCost, assertQueryShape } from './assert-query-limits.ts'
import { collectCacheTags } from './cache-tags.ts'
import { dateTimeScalar } from './date-time-scalar.ts'
import { formatErrors } from './format-errors.ts'
import { queryLimits } from './query-limits.ts'
import { nestedArticlesFrom } from './read-nested-articles.ts'
import { readQueryRequest } from './read-query-request.ts'
import type { ReadRows } from './read-rows.ts'
import type { Reading } from './reading.ts'
import { articleResolvers, tagResolvers } from './resolve-article.ts'
import { imageResolvers } from './resolve-image.ts'
import { queryResolvers } from './resolve-queries.ts'
import { deliverySchema } from './schema.ts'
import { sendAnswer, sendErrors } from './send-answer.ts'

// The context of every resolver is a Reading; Mercurius knows it by this name.
declare module 'mercurius' {
  interface MercuriusContext extends Reading {}
}

type Options = { readRows: ReadRows; publicUrl: string; now: () => Date }

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
  Image: imageResolvers,
  DateTime: dateTimeScalar,
}

async function answerQuery(app: FastifyInstance, options: Options, request: FastifyRequest, reply: FastifyReply) {
  const { query, variables, operationName } = readQueryRequest(request)
  const cacheTags = collectCacheTags()
  const { readRows, publicUrl, now } = options
  const reading: Reading = { readRows, publicUrl, cacheTags, now: now(), nested: nestedArticlesFrom(readRows) }
  const result: ExecutionResult = await app.graphql(query, reading, variables, operationName)
  if (!result.errors) return sendAnswer(request, reply, { body: JSON.stringify(result), cacheTags: cacheTags.header() })
  return sendErrors(reply, formatErrors(result.errors, { log: request.log, requestId: request.id }), null)
}

/** Public, read-only and without cookies: any site may read it, and may see what its caches need. */
function openToEveryOrigin(app: FastifyInstance): void {
  app.addHook('onRequest', async (_, reply) => {
    reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', 'ETag, Cache-Tag')
    reply.header('x-content-type-options', 'nosniff')
  })
  app.options('/graphql', async (_, reply) =>
    reply
      .header('access-control-allow-methods', 'GET, HEAD, POST, OPTIONS')
      .header('access-control-allow-headers', 'Content-Type, If-None-Match')
      .header('access-control-max-age', '86400')
      .code(204)
      .send(),
  )
}
