import type { FastifyReply, FastifyRequest } from 'fastify'

import type { Answers } from './cache/answers.ts'
import { cacheStatus, isHeld, readyAnswer, type ReadyAnswer } from './cache/ready-answer.ts'
import { collectCacheTags, type CacheTags } from './cache-tags.ts'
import type { ReadRows } from './read-rows.ts'
import { cacheControl } from './send-answer.ts'

/** Public, read-only and without cookies: any site may read it, and may see what its caches need. */
export const openHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Cache-Tag, Cache-Status',
  'x-content-type-options': 'nosniff',
} as const

export type Asked = {
  answers: Answers
  request: FastifyRequest
  reply: FastifyReply
  /** The request's own bytes: the address of a GET as it came, else what does not begin with a slash. */
  key: string
}

export type Printed = {
  body: string
  /** JSON, where it says nothing else. */
  contentType?: string
  /** For an answer that the clock alone makes wrong: how long it may be kept in memory. */
  keepForMs?: number
}

/**
 * Sends the answer in memory, or a new one, which is kept until something changes that `print` noted in `cacheTags`.
 * `print` reads through `readRows` alone, may be called several times for one answer, and throws what is to be refused.
 */
export async function answerRequest(
  { answers, request, reply, key }: Asked,
  print: (reading: { readRows: ReadRows; cacheTags: CacheTags }) => Promise<Printed>,
): Promise<FastifyReply> {
  let isNew = false
  const answer = await answers.answer(key, async readRows => {
    isNew = true
    const cacheTags = collectCacheTags()
    return readyFor(cacheTags, await print({ readRows, cacheTags }))
  })
  const status = { 'cache-status': isNew ? cacheStatus.miss : cacheStatus.hit }
  if (request.method !== 'POST' && isHeld(request.headers['if-none-match'], answer)) {
    return reply
      .code(304)
      .headers({ ...answer.headersWithoutBody, ...status })
      .send()
  }
  return reply
    .code(200)
    .headers({ ...answer.headers, ...status })
    .send(answer.body)
}

function readyFor(cacheTags: CacheTags, printed: Printed): ReadyAnswer {
  const tags = cacheTags.header()
  return readyAnswer({
    contentType: 'application/json; charset=utf-8',
    ...printed,
    dependencies: cacheTags.dependencies(),
    headers: { ...openHeaders, 'cache-control': cacheControl, ...(tags && { 'cache-tag': tags }) },
  })
}
