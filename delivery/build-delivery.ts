import { randomUUID } from 'node:crypto'
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import type pg from 'pg'

import { sqlOfPg } from '../database/sql.ts'
import { NewsroomError } from '../errors.ts'
import type { PictureStorage } from '../images/picture-storage.ts'
import { findPublicPicture } from './find-public-picture.ts'
import { formatErrors } from './format-errors.ts'
import { graphqlRoutes } from './graphql-routes.ts'
import { pictureRoutes, type PictureRoutesOptions } from './picture-routes.ts'
import { readRowsFrom } from './read-rows.ts'
import { sendErrors } from './send-answer.ts'

/** What delivery answers: each stands for itself and everything below it. The rest of the port belongs to others. */
export const deliveryPaths = ['/graphql', '/images', '/events', '/healthz', '/readyz'] as const

export type DeliveryOptions = {
  /** Connections to a database with the `delivery` schema, see `openDeliveryPool`. The caller ends it. */
  pool: pg.Pool
  /** Where readers reach us, for the addresses of pictures: `https://news.example`. */
  publicUrl: string
  /** Where pictures live; without it, none are served. */
  storage?: PictureStorage
  /** Who may see a picture that is not public. */
  mayReadPrivately?: PictureRoutesOptions['mayReadPrivately']
  logger?: FastifyBaseLogger
  now?: () => Date
}

/**
 * What apps read: `/graphql`, and pictures where a storage is given. The caller may register more routes, awaits
 * `ready()`, hands requests to `app.routing(request, response)` or listens, and closes it.
 */
export function buildDelivery(options: DeliveryOptions): FastifyInstance {
  const { pool, publicUrl, storage, mayReadPrivately, logger, now = () => new Date() } = options
  const app = fastify({
    ...(logger ? { loggerInstance: logger } : {}),
    // The server in front writes one line a request.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
  })
  // A connection that breaks while it is idle is replaced by the next query; unheard, the event would end the process.
  pool.on('error', error => app.log.warn({ err: error }, 'An idle connection to the database broke.'))
  answerErrorsInWords(app)
  app.register(graphqlRoutes, { readRows: readRowsFrom(pool), publicUrl: publicUrl.replace(/\/+$/, ''), now })
  if (storage) {
    const sql = sqlOfPg(pool)
    app.register(pictureRoutes, { storage, mayReadPrivately, findPublicPicture: key => findPublicPicture(sql, key) })
  }
  return app
}

/** The id that the server in front gave; a new one for a request that comes to delivery alone. */
const requestIdOf = (header: string | string[] | undefined) =>
  typeof header === 'string' && /^[A-Za-z0-9._-]{8,64}$/.test(header) ? header : randomUUID()

function answerErrorsInWords(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) =>
    sendErrors(reply, formatErrors(error, { log: request.log, requestId: request.id })),
  )
  app.setNotFoundHandler((request, reply) => {
    const refusal = new NewsroomError('NOT_FOUND', 'There is nothing at this address. Queries go to /graphql.')
    return sendErrors(reply, formatErrors(refusal, { log: request.log, requestId: request.id }))
  })
}
