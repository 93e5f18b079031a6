import { Counter, Gauge, type Registry } from 'prom-client'
import type { EventFigures } from '../delivery/events/event-streams.ts'

/** Figures of the streams of `/events`, read at each scrape. */
export function registerEventMetrics(registry: Registry, read: () => EventFigures): void {
  const open: Gauge = new Gauge({
    name: 'bouclage_event_streams',
    help: 'Streams of events that are open.',
    collect: () => open.set(read().open),
    registers: [],
  })
  const fates: Counter<'fate'> = new Counter({
    name: 'bouclage_event_streams_total',
    help: 'Streams of events: opened, refused for want of a place, cut_off since their reader took nothing.',
    labelNames: ['fate'],
    collect() {
      const { opened, refused, cutOff } = read()
      // Counted elsewhere: a counter takes a total only in this way.
      fates.reset()
      fates.inc({ fate: 'opened' }, opened)
      fates.inc({ fate: 'refused' }, refused)
      fates.inc({ fate: 'cut_off' }, cutOff)
    },
    registers: [],
  })
  for (const figure of [open, fates]) registry.registerMetric(figure)
}
