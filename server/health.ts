import type { FastifyInstance, FastifyReply } from 'fastify'
import { NewsroomError } from '../errors.ts'
import type { Logger } from './log.ts'

/** Resolves when this part is ready to serve; throws, best a NewsroomError with a sentence, when it is not. */
export type Check = () => Promise<void>

export type Health = {
  checks: Readonly<Record<string, Check>>
  isDraining: () => boolean
  log: Logger
  /** A part that has not answered within this time counts as not ready. */
  timeoutMs?: number
}

/**
 * `/healthz`: the process answers (restart it when not). `/readyz`: all it needs is there (send it no readers when not):
 * 200, or 503 with the parts that are not ready, each with a sentence. A Fastify plugin.
 */
export function healthRoutes(app: FastifyInstance, health: Health, done: () => void): void {
  const examine = shared(() => examineAll(health))
  app.get('/healthz', (_request, reply) => uncached(reply).send({ status: 'alive' }))
  app.get('/readyz', async (_request, reply) => {
    if (health.isDraining()) return uncached(reply).code(503).send({ status: 'draining' })
    const notReady = await examine()
    const isReady = Object.keys(notReady).length === 0
    return uncached(reply)
      .code(isReady ? 200 : 503)
      .send(isReady ? { status: 'ready' } : { status: 'not ready', notReady })
  })
  done()
}

const uncached = (reply: FastifyReply) =>
  reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff')

/** Whoever asks while an examination is under way gets its result: asking often costs the database nothing. */
function shared<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined
  return () => (running ??= run().finally(() => (running = undefined)))
}

async function examineAll(health: Health): Promise<Record<string, string>> {
  const names = Object.keys(health.checks)
  const complaints = await Promise.all(names.map(name => complaintOf(name, health)))
  return Object.fromEntries(names.flatMap((name, i) => (complaints[i] ? [[name, complaints[i]]] : [])))
}

async function complaintOf(name: string, { checks, log, timeoutMs = 2_000 }: Health): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined
  const tooSlow = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NewsroomError('UNAVAILABLE', `No answer within ${timeoutMs} ms.`)), timeoutMs)
  })
  try {
    await Promise.race([checks[name]?.(), tooSlow])
    return undefined
  } catch (error) {
    log.warn({ err: error, part: name }, 'not ready')
    // Strangers may read this: our own sentences only.
    return error instanceof NewsroomError ? error.message : 'It does not answer as it should; the log says more.'
  } finally {
    clearTimeout(timer)
  }
}
