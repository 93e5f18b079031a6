import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { NewsroomError } from '../../errors.ts'
import type { ChangeWatch } from '../cache/watch-changes.ts'
import type { ReadRows } from '../read-rows.ts'
import { readTag } from '../read-tags.ts'
import { assertPosition } from './assert-position.ts'
import type { EventStreams } from './event-streams.ts'
import { readAskedEvents, type EventsAsked } from './read-asked-events.ts'
import { retryAfter, retryMs } from './write-events.ts'

export type EventRoutesOptions = {
  readRows: ReadRows
  watch: ChangeWatch
  streams: EventStreams
  addressOf: (request: IncomingMessage) => string
}

/** `GET /events`: what is published, corrected, updated and withdrawn, as server-sent events. */
export async function eventRoutes(app: FastifyInstance, options: EventRoutesOptions): Promise<void> {
  app.addHook('onRequest', async (_, reply) => {
    reply.header('access-control-allow-origin', '*').header('x-content-type-options', 'nosniff')
  })
  // An answer to HEAD would have to end, and this one does not.
  app.get('/events', { exposeHeadRoute: false }, (request, reply) => answerEvents(options, request, reply))
  app.options('/events', async (_, reply) =>
    reply
      .header('access-control-allow-methods', 'GET, OPTIONS')
      .header('access-control-allow-headers', 'Last-Event-ID, Cache-Control')
      .header('access-control-max-age', '86400')
      .code(204)
      .send(),
  )
}

async function answerEvents(options: EventRoutesOptions, request: FastifyRequest, reply: FastifyReply) {
  const asked = readAskedEvents(request)
  const leave = options.streams.takePlace(options.addressOf(request.raw))
  try {
    const from = await findStart(options, asked)
    reply.hijack()
    reply.raw.writeHead(200, { ...stringHeaders(reply), ...streamHeaders })
    reply.raw.write(retryAfter(retryMs))
    void options.streams.follow(reply.raw, from).finally(leave)
  } catch (error) {
    leave()
    throw error
  }
}

const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  // No cache keeps it, and nobody in between compresses it, which would hold events back.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}

/** A hijacked reply leaves what hooks have set behind. */
const stringHeaders = (reply: FastifyReply): Record<string, string> =>
  Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]))

async function findStart({ watch, readRows }: EventRoutesOptions, { after, tag, language }: EventsAsked) {
  watch.start()
  // Whoever opens a stream hears of what comes after, and not of what came a moment before.
  await watch.poll()
  await watch.assertHearing()
  const tagId = tag === null ? null : await findTag(readRows, tag)
  if (after !== null) await assertPosition(watch, after)
  return { after: after ?? watch.position, filter: { tagId, language } }
}

async function findTag(readRows: ReadRows, slug: string): Promise<string> {
  const tag = await readTag(readRows, { slug, moment: null })
  if (tag) return tag.id
  throw new NewsroomError(
    'NOT_FOUND',
    'No public story carries this tag. Ask for `tags` at /graphql, which lists them.',
  )
}
