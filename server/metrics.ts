import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Registry } from 'prom-client'
import type { CacheFigures } from '../delivery/cache/answers.ts'
import type { EventFigures } from '../delivery/events/event-streams.ts'
import { registerCacheMetrics } from './cache-metrics.ts'
import { registerEventMetrics } from './event-metrics.ts'
import type { Logger } from './log.ts'
import { registerNewsroomMetrics, type Figures } from './newsroom-metrics.ts'
import { registerPoolMetrics, type PoolFigures } from './pool-metrics.ts'
import { registerRequestMetrics, type CountRequest } from './request-metrics.ts'

export type Metrics = {
  countRequest: CountRequest
  /** `/metrics`, in Prometheus's text format. A Fastify plugin. */
  routes: (app: FastifyInstance, options: object, done: () => void) => void
}

export type MetricsOptions = {
  /** The newsroom's; without it, the figures are those of this process alone. */
  readFigures?: () => Promise<Figures>
  /** Delivery's memory, where this process has one. */
  readCache?: () => CacheFigures
  /** Its streams of events. */
  readStreams?: () => EventFigures
  /** Its pools of connections, by name. */
  readPools?: () => Readonly<Record<string, PoolFigures | undefined>>
  log: Logger
}

/**
 * Figures for operators: of this process, of the requests it answered, and of the newsroom. Numbers alone: no address,
 * slug or name is a label. When the database does not answer, its figures are missing and `bouclage_database_up` is 0.
 */
export function createMetrics({ readFigures, readCache, readStreams, readPools, log }: MetricsOptions): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const countRequest = registerRequestMetrics(registry)
  const showNewsroom = readFigures && registerNewsroomMetrics(registry, readFigures, log)
  if (readCache) registerCacheMetrics(registry, readCache)
  if (readStreams) registerEventMetrics(registry, readStreams)
  if (readPools) registerPoolMetrics(registry, readPools)
  return {
    countRequest,
    routes(app, _options, done) {
      app.get('/metrics', async (_request, reply) => {
        await showNewsroom?.()
        return reply
          .header('cache-control', 'no-store')
          .type(registry.contentType)
          .send(await registry.metrics())
      })
      done()
    },
  }
}
