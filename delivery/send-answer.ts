import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

import type { FormattedErrors } from './format-errors.ts'

/**
 * Browsers ask each time and mostly get a 304; shared caches answer for a minute, and for half a minute more while they
 * fetch anew. So without a purge by `Cache-Tag`, a withdrawn story is gone from them after 90 seconds at most.
 */
const cacheControl = 'public, max-age=0, s-maxage=60, stale-while-revalidate=30'

/** Sends an answer with its strong `ETag` and what caches need; a 304 to a reader who holds it already. */
export function sendAnswer(request: FastifyRequest, reply: FastifyReply, answer: { body: string; cacheTags: string }) {
  const etag = `"${createHash('sha256').update(answer.body).digest('base64url')}"`
  reply.header('etag', etag).header('cache-control', cacheControl)
  if (answer.cacheTags !== '') reply.header('cache-tag', answer.cacheTags)
  if (request.method !== 'POST' && holds(request.headers['if-none-match'], etag)) return reply.code(304).send()
  return reply.type('application/json; charset=utf-8').send(answer.body)
}

/** Sends a refusal, which no cache keeps. An answer with an error in it carries no data: all of it, or none. */
export function sendErrors(reply: FastifyReply, { status, errors }: FormattedErrors, data?: null) {
  reply.code(status).header('cache-control', 'no-store')
  if (status === 503) reply.header('retry-after', '5')
  return reply.type('application/json; charset=utf-8').send(JSON.stringify({ errors, data }))
}

/** RFC 9110, 13.1.2: a list of tags or *, compared weakly. */
const holds = (ifNoneMatch: string | undefined, etag: string) =>
  (ifNoneMatch ?? '').split(',').some(tag => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
