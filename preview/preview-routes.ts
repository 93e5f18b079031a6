import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import { assertSignedIn, type Session } from '../access.ts'
import { NewsroomError, Refusal } from '../errors.ts'
import type { Context } from '../generated/keystone/types.ts'
import type { PictureStorage } from '../images/picture-storage.ts'
import { answerRefusal, nothingHere, sendPage } from './answer-page.ts'
import { limitGuesses } from './limit-guesses.ts'
import { previewForColleague } from './preview-for-colleague.ts'
import { sharedRoutes } from './shared-routes.ts'

/** What this room answers, and all below it. */
export const previewPaths = ['/preview'] as const

export type PreviewOptions = {
  context: Context<Session>
  storage: PictureStorage
  /** Where wrong addresses are counted. */
  pool: Pool
  /** Who is calling, for that count. */
  addressOf: (request: FastifyRequest['raw']) => string
  /** Told of what is our fault; never of an address, which may be a secret. */
  log: { error: (facts: object, message: string) => void }
  guesses?: number
  now?: () => Date
}

/**
 * `/preview/articles/ID` and `/preview/articles/ID/revisions/N` for people signed in, `/preview/shared/TOKEN` for whoever
 * was given it. A Fastify plugin; not for a delivery that stands alone.
 */
export async function previewRoutes(app: FastifyInstance, options: PreviewOptions): Promise<void> {
  const { log, pool, now = () => new Date() } = options
  await app.register(
    async room => {
      room.setErrorHandler((error, request, reply) => {
        if (!(error instanceof NewsroomError) || error.status >= 500) log.error({ err: error }, 'a preview failed')
        return answerRefusal(error, request, reply)
      })
      room.setNotFoundHandler((request, reply) => answerRefusal(nothingHere(), request, reply))
      const show = (request: FastifyRequest<Asked>, reply: FastifyReply) => showToColleague(options, request, reply)
      room.get<Asked>('/articles/:id', show)
      room.get<Asked>('/articles/:id/revisions/:number', show)
      sharedRoutes(room, { ...options, now, guesses: limitGuesses(pool, options.guesses) })
    },
    { prefix: '/preview' },
  )
}

type Asked = { Params: { id: string; number?: string }; Querystring: { language?: unknown; timeZone?: unknown } }

async function showToColleague(
  { context, now = () => new Date() }: PreviewOptions,
  request: FastifyRequest<Asked>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const own = await context.withRequest(request.raw)
  assertSignedIn(own.session)
  const { id, number } = request.params
  const article = await own.db.Article.findOne({ where: { id } })
  if (!article)
    throw new Refusal('NOT_FOUND', {
      en: 'There is no such article, or you may not see it.',
      fr: 'Cet article n’existe pas, ou vous ne pouvez pas le voir.',
    })
  const { language, timeZone } = request.query
  const asked = {
    articleId: id,
    typed: null,
    revision: number === undefined ? null : numberIn(number),
    language: typeof language === 'string' ? language : (request.headers['accept-language'] ?? ''),
    timeZone: typeof timeZone === 'string' ? timeZone : undefined,
  }
  return sendPage(reply, await previewForColleague(own, asked, now()), { frames: "'self'" })
}

/** 0, which no revision has, for what is no number. */
const numberIn = (text: string) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0)
