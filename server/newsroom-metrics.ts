import { Gauge, type Registry } from 'prom-client'
import type { Logger } from './log.ts'

/** What the newsroom's database says of itself; read at each scrape. */
export type Figures = Readonly<Record<'scheduled' | 'late' | 'failed' | 'secondsLate', number>> &
  Readonly<Record<'auditSequence' | 'changePosition', number>> &
  Readonly<Record<'callsWaiting' | 'callsDead' | 'callSeconds' | 'purgeBehind' | 'purgeSeconds', number>> &
  Readonly<Record<'jobsReady' | 'jobsRunning' | 'jobsFailed' | 'jobSeconds', number>>

/** Gives what to do before each scrape. Figures that cannot be had are missing: old ones are not shown as new. */
export function registerNewsroomMetrics(registry: Registry, read: () => Promise<Figures>, log: Logger) {
  const show = newsroomGauges(registry)
  return async (): Promise<void> => show(await orNull(read, log))
}

type Shown = [name: string, help: string, of: (figures: Figures) => number | Record<string, number>]

const shown: Shown[] = [
  [
    'schedules',
    'Stories and releases with a time: scheduled, late, failed.',
    ({ scheduled, late, failed }) => ({ scheduled, late, failed }),
  ],
  ['schedule_delay_seconds', 'How long the oldest schedule that is due has been waiting.', f => f.secondsLate],
  ['audit_sequence', 'Sequence of the newest audit entry.', f => f.auditSequence],
  ['change_position', 'Position of the newest change that readers were told of.', f => f.changePosition],
  [
    'webhook_calls',
    'Calls to webhooks: waiting for their next try, or dead.',
    f => ({ waiting: f.callsWaiting, dead: f.callsDead }),
  ],
  ['webhook_delay_seconds', 'Age of the oldest change that a webhook still has to be told of.', f => f.callSeconds],
  ['purge_behind', 'Changes that the CDN has not been told of.', f => f.purgeBehind],
  ['purge_delay_seconds', 'Age of the oldest of them.', f => f.purgeSeconds],
  [
    'jobs',
    'Jobs of the queue: ready to be taken, running, or failed for good.',
    f => ({ ready: f.jobsReady, running: f.jobsRunning, failed: f.jobsFailed }),
  ],
  ['job_delay_seconds', 'How long the oldest job that is ready has been waiting.', f => f.jobSeconds],
]

function newsroomGauges(registry: Registry): (figures: Figures | null) => void {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `bouclage_${name}`, help, labelNames, registers: [registry] })
  const up = gauge('database_up', 'Whether the database answered this scrape: 1 or 0.')
  // One that knows a label can still be set without: it then starts, and is emptied, with no value instead of 0.
  const gauges = shown.map(([name, help, of]) => ({ of, gauge: gauge(name, help, ['state']) }))
  return figures => {
    up.set(figures ? 1 : 0)
    for (const { gauge, of } of gauges) {
      gauge.reset()
      if (figures) set(gauge, of(figures))
    }
  }
}

function set(gauge: Gauge, value: number | Record<string, number>): void {
  if (typeof value === 'number') gauge.set(value)
  else for (const [state, each] of Object.entries(value)) gauge.set({ state }, each)
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
