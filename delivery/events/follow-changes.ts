import type { FastifyBaseLogger } from 'fastify'

import type { ChangeWatch } from '../cache/watch-changes.ts'
import type { EventStream } from './event-stream.ts'
import type { EventFilter, ToldChange } from './public-event.ts'
import { heartbeat, positionMark, startedOver, writeEvents } from './write-events.ts'

/** Below the shortest time after which proxies commonly end a quiet connection. */
const heartbeatMs = 15_000

/** A replica may be asked that has not got yet what another told of. */
const lagPauseMs = 50

/** The database is asked again after so long when it did not answer. */
const outagePauseMs = 1_000

export type Reader = {
  stream: EventStream
  filter: EventFilter
  /** The last change that the reader knows. */
  position: number
  /** The position from which things go on, when the database was put back to an earlier state. */
  restartAt: number | null
}

export type Telling = {
  watch: Pick<ChangeWatch, 'position' | 'reach'>
  read: (after: number) => Promise<ToldChange[]>
  log: FastifyBaseLogger
}

/**
 * Tells a reader of every change after the one it knows, page by page as fast as it reads, then as they come, until the
 * stream is over. There is one way for old changes and for new ones, so nothing falls between them.
 */
export async function followChanges(reader: Reader, telling: Telling): Promise<void> {
  const { stream } = reader
  await stream.send(positionMark(reader.position))
  while (!stream.isOver()) {
    if (reader.restartAt !== null) await startOver(reader, reader.restartAt)
    else await tellNext(reader, telling)
  }
}

async function tellNext(reader: Reader, { watch, read, log }: Telling): Promise<void> {
  const { stream, filter, position } = reader
  try {
    const changes = await read(position)
    const last = changes.at(-1)
    if (!last) return void (await (watch.position > position ? stream.sleep(lagPauseMs) : waitForMore(stream)))
    // Whoever asks here about what they were told of gets nothing from memory that is older.
    await watch.reach(last.position)
    reader.position = last.position
    await stream.send(writeEvents(changes, filter))
  } catch (error) {
    // The reader keeps its stream: it has missed nothing, and a browser would not come back after a refusal.
    log.warn({ err: error }, 'The changes for a stream of events could not be read.')
    await stream.sleep(outagePauseMs)
    await stream.send(heartbeat)
  }
}

/** A reader that hears of nothing for long hears that we are there. */
async function waitForMore(stream: EventStream): Promise<void> {
  if (!(await stream.sleep(heartbeatMs))) await stream.send(heartbeat)
}

async function startOver(reader: Reader, position: number): Promise<void> {
  reader.restartAt = null
  reader.position = position
  await reader.stream.send(startedOver(position))
}
