import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import type { Logger } from './log.ts'

/** What the newsroom's database says of itself; read at each scrape. */
export type Figures = Readonly<Record<'scheduled' | 'late' | 'failed' | 'secondsLate', number>> &
  Readonly<{ auditSequence: number; changePosition: number }>

/** The part of the port that a request went to. */
export type Door = 'admin' | 'authoring' | 'delivery' | 'events' | 'pictures' | 'health'

export type Metrics = {
  countRequest: (path: string, status: number) => void
  /** `/metrics`, in Prometheus's text format. A Fastify plugin. */
  routes: (app: FastifyInstance, options: object, done: () => void) => void
}

/**
 * Figures for operators: of this process, of the requests it answered, and of the newsroom. Numbers alone: no address,
 * slug or name is a label. When the database does not answer, its figures are missing and `bouclage_database_up` is 0.
 */
export function createMetrics({ readFigures, log }: { readFigures: () => Promise<Figures>; log: Logger }): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'bouclage_http_requests_total',
    help: 'Requests answered, by door and status.',
    labelNames: ['door', 'status'],
    registers: [registry],
  })
  const show = newsroomGauges(registry)
  return {
    countRequest: (path, status) => requests.inc({ door: doorOf(path), status: String(status) }),
    routes(app, _options, done) {
      app.get('/metrics', async (_request, reply) => {
        show(await orNull(readFigures, log))
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
  ['delivery', '/graphql'],
  ['events', '/events'],
  ['pictures', '/images'],
  ['health', '/healthz', '/readyz', '/metrics'],
]

/** Which door a path belongs to. */
export function doorOf(path: string): Door {
  const owns = (prefix: string) => path === prefix || path.startsWith(`${prefix}/`)
  return doors.find(([, ...prefixes]) => prefixes.some(owns))?.[0] ?? 'admin'
}

function newsroomGauges(registry: Registry): (figures: Figures | null) => void {
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: `bouclage_${name}`, help, labelNames, registers: [registry] })
  const up = gauge('database_up', 'Whether the database answered this scrape: 1 or 0.')
  const schedules = gauge('schedules', 'Stories and releases with a time: scheduled, late, failed.', 'state')
  const secondsLate = gauge('schedule_delay_seconds', 'How long the oldest schedule that is due has been waiting.')
  const sequence = gauge('audit_sequence', 'Sequence of the newest audit entry.')
  const position = gauge('change_position', 'Position of the newest change that readers were told of.')
  return figures => {
    schedules.reset()
    for (const each of [secondsLate, sequence, position]) each.remove()
    up.set(figures ? 1 : 0)
    if (!figures) return
    for (const state of ['scheduled', 'late', 'failed'] as const) schedules.set({ state }, figures[state])
    secondsLate.set(figures.secondsLate)
    sequence.set(figures.auditSequence)
    position.set(figures.changePosition)
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
