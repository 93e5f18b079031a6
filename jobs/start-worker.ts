import { setTimeout as pause } from 'node:timers/promises'
import type { Outside } from '../environment/outside.ts'
import { keepCalling } from './keep-calling.ts'
import { keepReleases } from './keep-releases.ts'
import { keepSchedules } from './keep-schedules.ts'
import { runQueue } from './run-queue.ts'
import type { WorkerDesk } from './worker-desk.ts'

export type Worker = {
  /** Takes nothing new, finishes what is under way; resolves when that is done. */
  stop: () => Promise<void>
}

/**
 * Does what happens later: jobs of the queue, and a sweep every few seconds for whatever the queue has lost, since the
 * job of a worker that was killed stays locked for hours. The first sweep is at once: what came due while no worker ran
 * is done within seconds. Any number may run, in the server's process or in ones of their own.
 */
export function startWorker(
  desk: WorkerDesk,
  { url, outside, sweepEveryMs = 3_000 }: { url: string; outside?: Outside; sweepEveryMs?: number },
): Worker {
  const stop = new AbortController()
  const ended = Promise.all([
    runQueue(desk, { url, stop: stop.signal }),
    sweep(desk, { everyMs: sweepEveryMs, stop: stop.signal }),
    keepCalling(desk, { outside: outside ?? noOutside, everyMs: callEveryMs, stop: stop.signal }),
  ])
  return {
    async stop() {
      stop.abort()
      await ended
    },
  }
}

const callEveryMs = 1_000
const noOutside: Outside = { allowed: [], purge: undefined }

async function sweep(desk: WorkerDesk, { everyMs, stop }: { everyMs: number; stop: AbortSignal }): Promise<void> {
  while (!stop.aborted) {
    for (const keep of [keepSchedules, keepReleases]) {
      await keep(desk, { stop }).catch((error: unknown) => {
        desk.log.error({ err: error }, 'A sweep for what is due failed; the next one follows.')
      })
    }
    await pause(everyMs, undefined, { signal: stop }).catch(() => {})
  }
}
