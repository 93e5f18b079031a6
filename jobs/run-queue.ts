import { setTimeout as pause } from 'node:timers/promises'
import { Logger, run, type LogLevel, type Runner } from 'graphile-worker'
import { collectPicturesTask } from './collect-pictures.ts'
import { forgetTheOldTask } from './forget-the-old.ts'
import { tasks } from './tasks.ts'
import type { WorkerDesk } from './worker-desk.ts'

const startAgainAfterMs = 5_000

const pollEveryMs = 2_000

// Three in the morning, in UTC, by one of the workers.
const nightly = [`0 3 * * * ${forgetTheOldTask}`, `30 3 * * * ${collectPicturesTask}`].join('\n')

/**
 * Takes jobs from the queue until `stop`, and then finishes those under way. A queue that breaks, as when the database
 * goes away for long, is started again.
 */
export async function runQueue(desk: WorkerDesk, { url, stop }: { url: string; stop: AbortSignal }): Promise<void> {
  while (!stop.aborted) {
    try {
      await runUntil(stop, await startRunner(desk, url))
    } catch (error) {
      desk.log.error({ err: error }, 'The queue broke; it is started again.')
      await pause(startAgainAfterMs, undefined, { signal: stop }).catch(() => {})
    }
  }
}

const startRunner = (desk: WorkerDesk, url: string): Promise<Runner> =>
  run({
    connectionString: url,
    taskList: tasks(desk),
    crontab: nightly,
    concurrency: 2,
    maxPoolSize: 4,
    pollInterval: pollEveryMs,
    noHandleSignals: true,
    logger: loggerOf(desk),
  })

async function runUntil(stop: AbortSignal, runner: Runner): Promise<void> {
  // The library throws when it is told to stop while it does.
  const end = () => void runner.stop().catch(() => {})
  if (stop.aborted) end()
  else stop.addEventListener('abort', end, { once: true })
  try {
    await runner.promise
  } finally {
    stop.removeEventListener('abort', end)
  }
}

const levels: Record<LogLevel, 'error' | 'warn' | 'debug'> = {
  error: 'error',
  warning: 'warn',
  // What the library tells of every job and every start.
  info: 'debug',
  debug: 'debug',
}

const loggerOf = ({ log }: WorkerDesk) =>
  new Logger(() => (level, message) => {
    log[levels[level]](message)
  })
