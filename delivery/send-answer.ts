import type { FastifyReply } from 'fastify'

import type { FormattedErrors } from './format-errors.ts'

/**
 * Browsers ask each time and mostly get a 304; shared caches answer for a minute, and for half a minute more while they
 * fetch anew. So without a purge by `Cache-Tag`, a withdrawn story is gone from them after 90 seconds at most.
 */
export const cacheControl = 'public, max-age=0, s-maxage=60, stale-while-revalidate=30'

/** Sends a refusal, which no cache keeps. An answer with an error in it carries no data: all of it, or none. */
export function sendErrors(reply: FastifyReply, refusal: FormattedErrors, data?: null) {
  markRefused(reply, refusal.status)
  return reply.type('application/json; charset=utf-8').send(JSON.stringify({ errors: refusal.errors, data }))
}

/** The status of a refusal, and what keeps it out of caches; its words follow. */
export function markRefused(reply: FastifyReply, status: number): void {
  reply.code(status).header('cache-control', 'no-store')
  if (status === 503 || status === 429) reply.header('retry-after', '5')
}
