import type { FastifyBaseLogger } from 'fastify'
import pg from 'pg'

type Listening = {
  /** Whose settings our own connection takes. */
  pool: pg.Pool
  /** Told of a position that was committed; of `Infinity` when we have just begun to listen. */
  hear: (position: number) => void
  log: FastifyBaseLogger
}

const firstPauseMs = 1_000
const longestPauseMs = 30_000

/**
 * Listens for `bouclage_change` on a connection of its own, and connects again when that breaks. Nobody may rely on it:
 * a pooler may swallow LISTEN and a replica refuses it. It only makes faster what polling finds anyway.
 */
export function listenForChanges({ pool, hear, log }: Listening): { isListening(): boolean; stop(): Promise<void> } {
  let client: pg.Client | undefined
  let isListening = false
  let pauseMs = firstPauseMs
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  async function connect(): Promise<void> {
    const own = new pg.Client(pool.options)
    client = own
    // What breaks also ends, and “end” is where we act.
    own.on('error', () => {})
    own.on('notification', ({ payload }) => hear(Number(payload)))
    const ended = new Promise<void>(resolve => own.once('end', resolve))
    try {
      await own.connect()
      await own.query('listen bouclage_change')
      isListening = true
      pauseMs = firstPauseMs
      hear(Infinity)
      await ended
    } catch (error) {
      log.debug({ err: error }, 'Listening for changes is not possible here; polling finds them.')
      await own.end().catch(() => {})
    }
    isListening = false
    if (!isStopped) connectLater()
  }

  function connectLater(): void {
    timer = setTimeout(() => void connect(), pauseMs).unref()
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }

  void connect()
  return {
    isListening: () => isListening,
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}
