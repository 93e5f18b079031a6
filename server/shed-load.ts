import type { FastifyInstance } from 'fastify'
import type { NewsroomError } from '../errors.ts'
import { belongingTo } from './door-of.ts'
import { limitWork, workLimits, type AdmitWork } from './limit-work.ts'
import { pathOf } from './log-requests.ts'
import type { Middleware } from './security-headers.ts'
import { sendRefusal } from './send-refusal.ts'

type ExpressApp = { use: (path: string, handler: Middleware) => unknown }

/** Refuses what the authoring API cannot take on, before it is even asked who sent it. For `extendExpressApp`. */
export function shedAuthoring(app: ExpressApp, { path }: { path: string }): void {
  const [admit, admitUpload] = [limitWork(workLimits.authoring), limitWork(workLimits.uploads)]
  app.use(path, (request, response, next) => {
    const isUpload = request.headers['content-type']?.includes('multipart/') ?? false
    try {
      ;(isUpload ? admitUpload : admit)(request, response)
    } catch (error) {
      return sendRefusal(request, response, error as NewsroomError) // they throw nothing else
    }
    next()
  })
}

/**
 * Refuses what delivery cannot take on. What is in memory was answered before, and costs no place. Streams last for hours
 * and have a limit of their own; health and previews must not depend on how many readers there are.
 */
export function shedDelivery(app: FastifyInstance): void {
  const pictures = limitWork(workLimits.pictures)
  const queries = limitWork(workLimits.delivery)
  const doors: { isOf: (path: string) => boolean; admit: AdmitWork | null }[] = [
    { isOf: belongingTo(['/events', '/healthz', '/readyz', '/metrics', '/preview']), admit: null },
    { isOf: belongingTo(['/images']), admit: pictures },
  ]
  // After the hooks that let other sites read an answer: they may read this one too.
  app.addHook('preParsing', async (request, reply, body) => {
    const path = pathOf(request.raw)
    const door = doors.find(({ isOf }) => isOf(path))
    const admit = door ? door.admit : queries
    admit?.(request.raw, reply.raw)
    return body
  })
}
