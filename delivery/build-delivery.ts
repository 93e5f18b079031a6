import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import type pg from 'pg'

import { openPool } from '../database/open-pool.ts'
import { sqlOfPg } from '../database/sql.ts'
import { readPublisher, type Publisher } from '../environment/publisher.ts'
import { NewsroomError } from '../errors.ts'
import type { PictureStorage } from '../images/picture-storage.ts'
import { answerFromMemory } from './cache/answer-from-memory.ts'
import { createAnswers, type Answers, type CacheFigures } from './cache/answers.ts'
import { ChangeWatch } from './cache/watch-changes.ts'
import { eventRoutes } from './events/event-routes.ts'
import { eventStreams, type EventStreams } from './events/event-streams.ts'
import type { StreamLimits } from './events/stream-places.ts'
import { feedRoutes } from './feeds/feed-routes.ts'
import { findPublicPicture } from './find-public-picture.ts'
import { allowQueries, rememberQueries } from './find-query.ts'
import { formatErrors } from './format-errors.ts'
import { graphqlRoutes } from './graphql-routes.ts'
import { pictureRoutes, type PictureRoutesOptions } from './picture-routes.ts'
import { readRowsFrom } from './read-rows.ts'
import { sendErrors } from './send-answer.ts'

/**
 * What delivery answers: each stands for itself and everything below it; with a star, for all that begins so. The rest of
 * the port belongs to others.
 */
export const deliveryPaths = [
  '/graphql',
  '/images',
  '/events',
  '/feeds',
  '/sitemap*',
  '/robots.txt',
  '/healthz',
  '/readyz',
] as const

export type DeliveryOptions = {
  /** Connections to a database with the `delivery` schema, see `openDeliveryPool`. The caller ends it. */
  pool: pg.Pool
  /** Where readers reach us, for the addresses of pictures: `https://news.example`. */
  publicUrl: string
  /** Who publishes, and where stories are found; without it, the host of `publicUrl`. */
  publisher?: Publisher
  /** Where pictures live; without it, none are served. */
  storage?: PictureStorage
  /** Who may see a picture that is not public. */
  mayReadPrivately?: PictureRoutesOptions['mayReadPrivately']
  /** How much memory ready answers may take; without it, none are kept and changes are not followed. */
  cache?: { megabytes: number; pollMs?: number; deafAfterMs?: number }
  /** When given, nothing else is answered: the texts by name and by hash, see `readAllowedQueries`. */
  allowedQueries?: ReadonlyMap<string, string>
  /** Streams of `/events`: how many, and who is calling; without it, whoever is at the other end of the connection. */
  events?: { limits?: StreamLimits; patienceMs?: number; addressOf?: (request: IncomingMessage) => string }
  logger?: FastifyBaseLogger
  now?: () => Date
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Follows what is published. Started with `cache`; whoever needs it else may start it. */
    changeWatch: ChangeWatch
    answers: Answers
    cacheFigures(): CacheFigures
    /** Whoever ends the server ends them first: they would never end by themselves. */
    eventStreams: EventStreams
  }
}

/**
 * What apps read: `/graphql`, feeds, events, and pictures where a storage is given. The caller may register more routes,
 * awaits `ready()`, hands requests to `app.routing(request, response)` or listens, and closes it.
 */
export function buildDelivery(options: DeliveryOptions): FastifyInstance {
  const { pool, storage, mayReadPrivately, logger, now = () => new Date() } = options
  const publicUrl = options.publicUrl.replace(/\/+$/, '')
  const { publisher = readPublisher({}, publicUrl) } = options
  const app = fastify({
    ...(logger ? { loggerInstance: logger } : {}),
    // The server in front writes one line a request.
    logController: new LogController({ disableRequestLogging: true }),
    // A slug may be longer than the router's 100 characters; what is too long is refused in our words.
    routerOptions: { maxParamLength: 16_384 },
    genReqId: requestIdOf,
    // One for each request would carry its id, which every line about a request of ours carries anyway.
    childLoggerFactory: own => own,
  })
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id))
  // A connection that breaks while it is idle is replaced by the next query; unheard, the event would end the process.
  pool.on('error', ({ message }) => app.log.warn({ cause: message }, 'An idle connection to the database broke.'))
  answerErrorsInWords(app)
  const answers = rememberAnswers(app, options)
  const queries = options.allowedQueries ? allowQueries(options.allowedQueries) : rememberQueries()
  app.register(graphqlRoutes, { answers, queries, publicUrl, publisher, now })
  app.register(feedRoutes, { answers, publicUrl, publisher, now })
  streamEvents(app, options)
  if (storage) {
    const sql = sqlOfPg(pool)
    app.register(pictureRoutes, { storage, mayReadPrivately, findPublicPicture: key => findPublicPicture(sql, key) })
  }
  return app
}

/** Puts what is in memory in front of everything else, and follows the changes that end its life. */
function rememberAnswers(app: FastifyInstance, { pool, cache }: DeliveryOptions): Answers {
  const { megabytes = 0, ...pace } = cache ?? {}
  // A connection of its own: behind a rush of readers it would wait, go deaf, and take the memory from all of them.
  const ear = openPool({ ...pool.options, max: 1 })
  const watch = new ChangeWatch({ pool: ear, log: app.log, ...pace })
  const answers = createAnswers({ pool, watch, bytes: megabytes * 2 ** 20 })
  app.decorate('changeWatch', watch)
  app.decorate('answers', answers)
  app.decorate('cacheFigures', () => ({
    ...answers.figures(),
    position: watch.position,
    isHearing: watch.isHearing(),
    isListening: watch.isListening(),
  }))
  if (cache) app.addHook('onReady', async () => watch.start())
  app.addHook('onClose', async () => {
    await watch.stop()
    await ear.end()
  })
  const { routing } = app
  app.routing = (request, response) => {
    const requestId = requestIdOf(request)
    if (!answerFromMemory(answers, { request, response, requestId })) routing(request, response)
  }
  return answers
}

/** Streams of events, which end when the app is closed. */
function streamEvents(app: FastifyInstance, { pool, events = {} }: DeliveryOptions): void {
  const watch = app.changeWatch
  const readRows = readRowsFrom(pool)
  const streams = eventStreams({ readRows, watch, log: app.log, ...events })
  const addressOf = events.addressOf ?? (({ socket }: IncomingMessage) => socket.remoteAddress ?? 'unknown')
  app.decorate('eventStreams', streams)
  app.addHook('preClose', async () => streams.end())
  app.register(eventRoutes, { readRows, watch, streams, addressOf })
}

/** The id that the server in front gave; a new one for a request that comes to delivery alone. */
function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[A-Za-z0-9._-]{8,64}$/.test(given) ? given : randomUUID()
}

function answerErrorsInWords(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) =>
    sendErrors(reply, formatErrors(error, { log: request.log, requestId: request.id })),
  )
  app.setNotFoundHandler((request, reply) => {
    const refusal = new NewsroomError('NOT_FOUND', 'There is nothing at this address. Queries go to /graphql.')
    return sendErrors(reply, formatErrors(refusal, { log: request.log, requestId: request.id }))
  })
}
