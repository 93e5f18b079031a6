import type { ServerResponse } from 'node:http'
import type { FastifyBaseLogger } from 'fastify'

import { NewsroomError } from '../../errors.ts'
import type { ChangeWatch } from '../cache/watch-changes.ts'
import type { ReadRows } from '../read-rows.ts'
import { openEventStream } from './event-stream.ts'
import { followChanges, type Reader } from './follow-changes.ts'
import type { EventFilter } from './public-event.ts'
import { shareReading } from './read-events.ts'
import { streamLimits, streamPlaces, type StreamLimits } from './stream-places.ts'
import { retryAfter } from './write-events.ts'

export type EventFigures = Readonly<{ open: number; opened: number; refused: number; cutOff: number }>

/** All open streams of this process. */
export type EventStreams = {
  /** Takes a place for an address; gives back how to leave it. Throws `TOO_MANY_STREAMS` or `UNAVAILABLE`. */
  takePlace(address: string): () => void
  /** Tells whoever holds the response of every change after a position; resolves when the stream is over. */
  follow(response: ServerResponse, asked: { after: number; filter: EventFilter }): Promise<void>
  /** Says goodbye to every reader, and takes no more: they come back to another process, and miss nothing. */
  end(): void
  figures(): EventFigures
}

export type EventStreamsOptions = {
  readRows: ReadRows
  watch: ChangeWatch
  log: FastifyBaseLogger
  limits?: StreamLimits
  /** How long a reader may take nothing, in milliseconds. */
  patienceMs?: number
}

export function eventStreams({ readRows, watch, log, limits, patienceMs }: EventStreamsOptions): EventStreams {
  const places = streamPlaces(limits ?? streamLimits)
  const read = shareReading(readRows)
  const readers = new Set<Reader>()
  const counts = { opened: 0, refused: 0, cutOff: 0 }
  let isEnding = false
  const wakeAll = () => readers.forEach(({ stream }) => stream.wake())

  watch.subscribe({
    changed: wakeAll,
    startedOver(position) {
      for (const reader of readers) reader.restartAt = position
      wakeAll()
    },
  })

  return {
    takePlace(address) {
      try {
        if (isEnding) throw ending()
        return places.take(address)
      } catch (error) {
        counts.refused += 1
        throw error
      }
    },
    async follow(response, { after, filter }) {
      const stream = openEventStream(response, { patienceMs, onCutOff: () => void (counts.cutOff += 1) })
      const reader: Reader = { stream, filter, position: after, restartAt: null }
      readers.add(reader)
      counts.opened += 1
      try {
        await followChanges(reader, { watch, read, log })
      } finally {
        readers.delete(reader)
      }
    },
    end() {
      isEnding = true
      // They come back one after another, and not all at once.
      ;[...readers].forEach(({ stream }, index) => stream.end(retryAfter(1_000 + (index % 50) * 100)))
    },
    figures: () => ({ open: readers.size, ...counts }),
  }
}

const ending = () =>
  new NewsroomError('UNAVAILABLE', 'This process is about to end. Ask again in a moment: another one answers.')
