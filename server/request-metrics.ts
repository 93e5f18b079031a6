import { Counter, Histogram, type Registry } from 'prom-client'
import type { Door } from './door-of.ts'

/** Told of every request when its answer is out or its caller gone; `began` is a moment of `performance.now()`. */
export type CountRequest = (answered: { door: Door; status: number; began: number }) => void

/** From what comes out of memory to what a statement may take. */
const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Requests, and how long they took, by door and status: both are few, and neither is an address. */
export function registerRequestMetrics(registry: Registry): CountRequest {
  const durations = new Histogram({
    name: 'bouclage_http_request_duration_seconds',
    help: 'From a request’s arrival to the end of its answer, by door and status. A stream of events takes as long as it is read.',
    labelNames: ['door', 'status'],
    buckets: seconds,
    registers: [registry],
  })
  const requests: Counter<'door' | 'status'> = new Counter({
    name: 'bouclage_http_requests_total',
    help: 'Requests answered, by door and status.',
    labelNames: ['door', 'status'],
    registers: [registry],
    async collect() {
      // Counted by the durations already: a counter takes a total only in this way.
      requests.reset()
      for (const { metricName, labels, value } of (await durations.get()).values) {
        if (metricName?.endsWith('_count')) requests.inc({ door: labels.door, status: labels.status }, value)
      }
    },
  })
  const known = new Map<string, Histogram.Internal<'door' | 'status'>>()
  return ({ door, status, began }) => {
    const name = `${door} ${status}`
    const duration = known.get(name) ?? durations.labels(door, String(status))
    known.set(name, duration)
    duration.observe((performance.now() - began) / 1_000)
  }
}
