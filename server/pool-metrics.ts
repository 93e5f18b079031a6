import { Gauge, type Registry } from 'prom-client'

/** What a pool of connections says of itself; `pg`’s do. */
export type PoolFigures = Readonly<{ totalCount: number; idleCount: number; waitingCount: number }>

/** Connections to the database, read at each scrape; a pool that is not open yet is left out. */
export function registerPoolMetrics(
  registry: Registry,
  read: () => Readonly<Record<string, PoolFigures | undefined>>,
): void {
  const gauge: Gauge<'pool' | 'state'> = new Gauge({
    name: 'bouclage_database_connections',
    help: 'Connections by pool: in use (busy), ready (idle); and work that waits for one (waiting).',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const [pool, figures] of Object.entries(read())) {
        if (!figures) continue
        gauge.set({ pool, state: 'busy' }, figures.totalCount - figures.idleCount)
        gauge.set({ pool, state: 'idle' }, figures.idleCount)
        gauge.set({ pool, state: 'waiting' }, figures.waitingCount)
      }
    },
  })
}
