import type { Server } from 'node:http'
import type { Logger } from './log.ts'

export type Drain = {
  /** Called at once: end what would never end by itself, such as event streams. */
  onDrain?: () => void
  /** Called when the last request has been answered: close pools and workers. */
  close: () => Promise<void>
  /** How long running requests may take to finish; the same again for `close`. */
  graceMs: number
  log: Logger
  /** Another wish to end than a signal to this process. */
  stop?: AbortSignal
  exit?: (code: number) => void
}

const sameWishMs = 1_000

/**
 * Ends the process politely on SIGTERM, on SIGINT, and when the command that started it is gone (its IPC channel
 * closes): takes no new connection, lets running requests finish, closes, and exits with 0. A signal more than
 * a second later exits at once with 1. Answers whether the end has begun, for `/readyz`.
 */
export function drainOnSignals(server: Server, drain: Drain): { isDraining: () => boolean } {
  const { log, stop, exit = code => process.exit(code) } = drain
  let beganAt: number | undefined
  const end = (cause: string) => {
    // Ctrl-C reaches us and our supervisor, which passes it on: within a second it is one and the same.
    if (beganAt !== undefined) return performance.now() - beganAt > sameWishMs ? exit(1) : undefined
    beganAt = performance.now()
    log.info({ cause }, 'draining')
    finish(server, drain).then(exit, error => {
      log.error({ err: error }, 'could not close')
      exit(1)
    })
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  stop?.addEventListener('abort', () => beganAt ?? end('stop'))
  // A supervisor that sends a signal and then goes is one wish to end, not two.
  if (process.connected) process.on('disconnect', () => beganAt ?? end('disconnect'))
  return { isDraining: () => beganAt !== undefined }
}

async function finish(server: Server, { onDrain, close, graceMs, log }: Drain): Promise<number> {
  onDrain?.()
  if (!(await within(graceMs, answerLastRequests(server)))) {
    log.warn({ graceMs }, 'some requests were cut off')
    server.closeAllConnections()
  }
  const closed = await within(graceMs, close())
  if (!closed) log.error({ graceMs }, 'closing took too long')
  return closed ? 0 : 1
}

async function answerLastRequests(server: Server): Promise<void> {
  if (!server.listening) return
  // A connection kept alive turns idle only after its request: look again until none is left.
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  await new Promise<void>(resolve => server.close(() => resolve()))
  clearInterval(sweep)
}

async function within(ms: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>(resolve => {
    timer = setTimeout(() => resolve(false), ms)
  })
  const inTime = await Promise.race([work.then(() => true as const), late])
  clearTimeout(timer)
  return inTime
}
