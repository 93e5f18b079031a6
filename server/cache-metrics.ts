import { Counter, Gauge, type Registry } from 'prom-client'
import type { CacheFigures } from '../delivery/cache/answers.ts'

type Figure = [name: string, help: string, of: (figures: CacheFigures) => number]

const counters: Figure[] = [
  ['hits_total', 'Answers to readers that came from memory.', ({ hits }) => hits],
  ['misses_total', 'Answers to readers that were read from the database.', ({ misses }) => misses],
  ['shared_total', 'Questions that waited for the answer of another one.', ({ shared }) => shared],
  ['invalidations_total', 'Answers that a publication took out of memory.', ({ invalidated }) => invalidated],
]

const gauges: Figure[] = [
  ['entries', 'Answers in memory.', ({ entries }) => entries],
  ['bytes', 'Bytes that they take.', ({ bytes }) => bytes],
  ['position', 'Position of the newest change that this process has heard of.', ({ position }) => position],
  ['hearing', 'Whether changes are heard of: 1 or 0. With 0, nothing is answered from memory.', asNumber('isHearing')],
  ['listening', 'Whether NOTIFY reaches this process: 1 or 0. With 0, changes are polled.', asNumber('isListening')],
]

/** Shows them at each scrape, as `bouclage_cache_…`. */
export function registerCacheMetrics(registry: Registry, read: () => CacheFigures): void {
  for (const [name, help, of] of counters) {
    const counter = new Counter({
      name: `bouclage_cache_${name}`,
      help,
      registers: [],
      collect() {
        // Counted elsewhere: a counter takes a total only in this way.
        this.reset()
        this.inc(of(read()))
      },
    })
    registry.registerMetric(counter)
  }
  for (const [name, help, of] of gauges) {
    const gauge = new Gauge({
      name: `bouclage_cache_${name}`,
      help,
      registers: [],
      collect() {
        this.set(of(read()))
      },
    })
    registry.registerMetric(gauge)
  }
}

function asNumber(name: 'isHearing' | 'isListening') {
  return (figures: CacheFigures) => Number(figures[name])
}
