import { passes, publicEvent, type EventFilter, type PublicEvent, type ToldChange } from './public-event.ts'

/** How long a reader waits before it comes back, in milliseconds. */
export const retryMs = 3_000

/** A comment: it keeps proxies from taking a quiet stream for a dead one. */
export const heartbeat = ':\n\n'

/** Tells the reader where it stands, without an event: a reader that breaks off resumes from there. */
export const positionMark = (position: number) => `id: ${position}\n\n`

export const retryAfter = (ms: number) => `retry: ${ms}\n\n`

/** Tells the reader to read anew whatever it keeps. */
export const startedOver = (position: number) =>
  writeEvent({ position, name: 'reset', data: { kind: 'reset', at: new Date().toISOString() } })

/** A page of changes as server-sent events (WHATWG HTML, 9.2), and at its end where the reader stands. */
export function writeEvents(changes: readonly ToldChange[], filter: EventFilter): string {
  const told = changes.filter(change => passes(change, filter)).flatMap(change => publicEvent(change) ?? [])
  const last = changes.at(-1)?.position
  const isMarked = last === undefined || told.at(-1)?.position === last
  return told.map(writeEvent).join('') + (isMarked ? '' : positionMark(last))
}

/** JSON has no line ends of its own, so the data is one line whatever a headline holds. */
const writeEvent = ({ name, position, data }: PublicEvent) =>
  `event: ${name}\nid: ${position}\ndata: ${JSON.stringify(data)}\n\n`
