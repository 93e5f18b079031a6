import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import type { CacheFigures } from '../delivery/cache/answers.ts'
import type { EventFigures } from '../delivery/events/event-streams.ts'
import { registerCacheMetrics } from './cache-metrics.ts'
import { belongsTo } from './dispatch.ts'
import { registerEventMetrics } from './event-metrics.ts'
import type { Logger } from './log.ts'

/** What the newsroom's database says of itself; read at each scrape. */
export type Figures = Readonly<Record<'scheduled' | 'late' | 'failed' | 'secondsLate', number>> &
  Readonly<{ auditSequence: number; changePosition: number }> &
  Readonly<Record<'callsWaiting' | 'callsDead' | 'purgeBehind', number>>

/** The part of the port that a request went to. */
export type Door = 'admin' | 'authoring' | 'delivery' | 'events' | 'pictures' | 'preview' | 'health'

export type Metrics = {
  countRequest: (path: string, status: number) => void
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
  log: Logger
}

/**
 * Figures for operators: of this process, of the requests it answered, and of the newsroom. Numbers alone: no address,
 * slug or name is a label. When the database does not answer, its figures are missing and `bouclage_database_up` is 0.
 */
export function createMetrics({ readFigures, readCache, readStreams, log }: MetricsOptions): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'bouclage_http_requests_total',
    help: 'Requests answered, by door and status.',
    labelNames: ['door', 'status'],
    registers: [registry],
  })
  const showNewsroom = readFigures && showFiguresOf(registry, readFigures, log)
  if (readCache) registerCacheMetrics(registry, readCache)
  if (readStreams) registerEventMetrics(registry, readStreams)
  return {
    countRequest: (path, status) => requests.inc({ door: doorOf(path), status: String(status) }),
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

const doors: [door: Door, ...prefixes: string[]][] = [
  ['authoring', '/api/graphql'],
  ['delivery', '/graphql', '/feeds', '/sitemap*', '/robots.txt'],
  ['events', '/events'],
  ['pictures', '/images'],
  ['preview', '/preview'],
  ['health', '/healthz', '/readyz', '/metrics'],
]

/** Which door a path belongs to. */
export function doorOf(path: string): Door {
  return doors.find(([, ...prefixes]) => belongsTo(prefixes, path))?.[0] ?? 'admin'
}

function showFiguresOf(registry: Registry, read: () => Promise<Figures>, log: Logger): () => Promise<void> {
  const show = newsroomGauges(registry)
  return async () => show(await orNull(read, log))
}

function newsroomGauges(registry: Registry): (figures: Figures | null) => void {
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: `bouclage_${name}`, help, labelNames, registers: [registry] })
  const up = gauge('database_up', 'Whether the database answered this scrape: 1 or 0.')
  const schedules = gauge('schedules', 'Stories and releases with a time: scheduled, late, failed.', 'state')
  const secondsLate = gauge('schedule_delay_seconds', 'How long the oldest schedule that is due has been waiting.')
  const sequence = gauge('audit_sequence', 'Sequence of the newest audit entry.')
  const calls = gauge('webhook_calls', 'Calls to webhooks: waiting for their next try, or dead.', 'state')
  const behind = gauge('purge_behind', 'Changes that the CDN has not been told of.')
  const position = gauge('change_position', 'Position of the newest change that readers were told of.')
  return figures => {
    schedules.reset()
    calls.reset()
    for (const each of [secondsLate, sequence, position, behind]) each.remove()
    up.set(figures ? 1 : 0)
    if (!figures) return
    for (const state of ['scheduled', 'late', 'failed'] as const) schedules.set({ state }, figures[state])
    secondsLate.set(figures.secondsLate)
    sequence.set(figures.auditSequence)
    position.set(figures.changePosition)
    calls.set({ state: 'waiting' }, figures.callsWaiting)
    calls.set({ state: 'dead' }, figures.callsDead)
    behind.set(figures.purgeBehind)
  }
}

const patienceMs = 2_000

async function orNull(read: () => Promise<Figures>, log: Logger): Promise<Figures | null> {
  let timer: NodeJS.Timeout | undefined
  const tooSlow = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no figures within ${patienceMs} ms`)), patienceMs)
  })
  try {
    return await Promise.race([read(), tooSlow])
  } catch (error) {
    log.warn({ err: error }, 'The figures of the newsroom could not be read.')
    return null
  } finally {
    clearTimeout(timer)
  }
}
