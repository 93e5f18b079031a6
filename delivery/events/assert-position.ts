import { setTimeout as pause } from 'node:timers/promises'

import { NewsroomError } from '../../errors.ts'
import type { ChangeWatch } from '../cache/watch-changes.ts'

/** A replica may lag behind the one that told of the event; longer is no lag. */
const patienceMs = 2_000
const pauseMs = 100

/** Refuses the id of an event that has not been, once it is sure that this database does not merely lag behind. */
export async function assertPosition(watch: Pick<ChangeWatch, 'position' | 'poll'>, position: number): Promise<void> {
  for (let waited = 0; watch.position < position && waited < patienceMs; waited += pauseMs) {
    await watch.poll()
    if (watch.position < position) await pause(pauseMs)
  }
  if (watch.position >= position) return
  throw new NewsroomError(
    'INVALID_INPUT',
    `There was no event ${position} here; the newest is ${watch.position}. Read anew what you keep, and leave the id out.`,
  )
}
