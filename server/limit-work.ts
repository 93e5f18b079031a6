import type { IncomingMessage, ServerResponse } from 'node:http'
import { Refusal } from '../errors.ts'

/**
 * How many requests each door works on at once. Many times what its connections to the database carry (20 and 10), so
 * that a rush waits a moment, and so few that the last in line is answered before its caller gives up. Pictures and
 * uploads have lines of their own in `images/picture-work.ts`, and must not keep queries or saves out.
 */
export const workLimits = { authoring: 100, uploads: 1_000, delivery: 200, pictures: 400 } as const

/** Counts a request in; or throws BUSY before any work was done, when there is as much as a door takes on. */
export type AdmitWork = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Bounds what is worked on at the same time: without a bound all would wait until all gave up. A request counts from
 * when it has arrived whole until its answer is written: nobody takes up a place by sending or reading slowly.
 */
export function limitWork(most: number): AdmitWork {
  const open = new Map<ServerResponse, IncomingMessage>()
  const countWork = () => [...open].filter(([response, { complete }]) => complete && !response.writableEnded).length
  return (request, response) => {
    // Counted in full only when there may be too many: this runs at every request.
    if (open.size >= most && countWork() >= most) throw busy(most)
    open.set(response, request)
    response.once('close', () => open.delete(response))
  }
}

const busy = (most: number) =>
  new Refusal('BUSY', {
    en: `${most} requests are being worked on here, as many as can be, and yours was not begun. Send it again in a few seconds.`,
    fr: `${most} requêtes sont en cours ici, autant que possible, et la vôtre n’a pas été entamée. Renvoyez-la dans quelques secondes.`,
  })
