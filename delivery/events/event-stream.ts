import type { ServerResponse } from 'node:http'

/** A reader that takes nothing for so long is let go; it resumes where it stopped, by the last id it read. */
const slowReaderMs = 30_000

/** How long what was written last may take to leave when the stream ends. */
const farewellMs = 1_000

/** One open response: what is written waits for the reader, and never piles up here. */
export type EventStream = {
  /** Whether the reader is gone, or was told goodbye. */
  isOver(): boolean
  /** Resolves when there is room for more, or the stream is over. */
  send(text: string): Promise<void>
  /** Resolves to true when `wake` is called or the stream is over, to false when the time is. */
  sleep(ms: number): Promise<boolean>
  wake(): void
  end(farewell: string): void
}

export function openEventStream(
  response: ServerResponse,
  { patienceMs = slowReaderMs, onCutOff }: { patienceMs?: number; onCutOff: () => void },
): EventStream {
  let isOver = response.destroyed
  let wake = () => {}
  const finish = () => {
    isOver = true
    wake()
  }
  response.once('close', finish)
  // A reader that breaks off while we write is nothing to report; “close” follows.
  response.on('error', () => {})

  return {
    isOver: () => isOver,
    wake: () => wake(),
    async send(text) {
      if (isOver || response.write(text) || (await drains(response, patienceMs)) || isOver) return
      onCutOff()
      response.destroy()
      finish()
    },
    sleep: ms =>
      new Promise(resolve => {
        const timer = setTimeout(() => resolve(false), ms)
        wake = () => {
          clearTimeout(timer)
          resolve(true)
        }
        if (isOver) wake()
      }),
    end(farewell) {
      if (isOver) return
      response.end(farewell)
      setTimeout(() => response.destroy(), farewellMs).unref()
      finish()
    },
  }
}

/** Whether what was written has left within this time. */
function drains(response: ServerResponse, ms: number): Promise<boolean> {
  return new Promise(resolve => {
    const settle = (isDrained: boolean) => {
      clearTimeout(timer)
      response.off('drain', drained).off('close', closed)
      resolve(isDrained)
    }
    const drained = () => settle(true)
    const closed = () => settle(false)
    const timer = setTimeout(closed, ms)
    response.once('drain', drained).once('close', closed)
  })
}
