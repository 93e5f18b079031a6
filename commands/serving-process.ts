import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import process from 'node:process'
import type { Environment } from '../environment.ts'
import { addressOf } from '../environment/address.ts'
import { variablesWithFile } from '../environment/variables.ts'
import { NewsroomError } from '../errors.ts'
import { projectRoot } from './run-command.ts'
import { keystoneCli, withoutTelemetry } from './run-keystone.ts'

const readyWithinMs = 120_000
const askAgainAfterMs = 100

export type ServingProcess = {
  pid: number
  /** The process's exit code, by the shell's rule 128 + number when a signal ended it. */
  exited: Promise<number>
  /** Asks for a drain: requests under way are answered, then the process ends. */
  drain(): void
  /** Ends it in the middle of whatever it does. */
  kill(): void
}

/**
 * Starts the process that serves, on a database that is open and migrated. It has a process group of its own, so that
 * a Ctrl-C reaches it once, through us; and it drains by itself when this process is gone, which closes the channel.
 */
export function startServingProcess(options: {
  environment: Environment
  databaseUrl: string
  command?: string[]
  output?: 'inherit' | 'pipe'
  /** Options for Node itself. */
  node?: string[]
  /** Besides this process's own. */
  variables?: Record<string, string>
}): ServingProcess & { process: ChildProcess } {
  const { command = ['start'], output = 'inherit', node = [] } = options
  // Prisma's adapter runs queries of one transaction side by side, of which pg's next version will not hear.
  const child = spawn(process.execPath, ['--no-deprecation', ...node, keystoneCli, ...command], {
    cwd: projectRoot,
    env: { ...settingsForServing(options.environment, options.databaseUrl), ...options.variables },
    stdio: ['ignore', output, output, 'ipc'],
    detached: true,
  })
  return {
    process: child,
    pid: child.pid ?? 0,
    exited: once(child, 'exit').then(([code, signal]) => exitCodeOf(code, signal)),
    drain: () => void child.kill('SIGTERM'),
    kill: () => void child.kill('SIGKILL'),
  }
}

/** True when `/readyz` says yes, false when the process ended before; throws when neither comes in two minutes. */
export async function waitUntilReady(environment: Environment, serving: ServingProcess): Promise<boolean> {
  const ended = serving.exited.then(() => true as const)
  const deadline = performance.now() + readyWithinMs
  let answer = 'no answer'
  while (performance.now() < deadline) {
    answer = await askWhetherReady(environment)
    if (answer === 'ready') return true
    if (await Promise.race([ended, pause(askAgainAfterMs)])) return false
  }
  throw new NewsroomError(
    'UNAVAILABLE',
    `Bouclage runs, but was not ready within two minutes. /readyz says: ${answer}. The lines above may say why.`,
  )
}

async function askWhetherReady({ host, port }: Environment): Promise<string> {
  try {
    const response = await fetch(`${addressOf(host, port)}/readyz`, { signal: AbortSignal.timeout(5_000) })
    // While “npm run dev” compiles, Keystone answers every address with a page that says so.
    const isPage = response.headers.get('content-type')?.startsWith('text/html')
    if (isPage) return 'still compiling'
    return response.ok ? 'ready' : await response.text()
  } catch {
    return 'no answer'
  }
}

const pause = (ms: number): Promise<void> => new Promise(resolve => void setTimeout(resolve, ms))

function settingsForServing(environment: Environment, databaseUrl: string): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, EMBEDDED_DATABASE_URL: __, ...variables } = variablesWithFile()
  return {
    ...variables,
    ...withoutTelemetry,
    ...(environment.ownDatabase ? { EMBEDDED_DATABASE_URL: databaseUrl } : { DATABASE_URL: databaseUrl }),
    // Keystone reads these two itself, and has defaults of its own.
    HOST: environment.host,
    PORT: String(environment.port),
    DATA_DIR: environment.dataDir,
    PUBLIC_URL: environment.publicUrl,
    LOG_LEVEL: environment.logLevel,
    NODE_ENV: environment.nodeEnv,
    TRUST_PROXY: String(environment.trustProxy),
    SESSION_SECRET: environment.sessionSecret,
    AUDIT_KEY: environment.auditKey,
  }
}

function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? (signal ? 128 + constants.signals[signal] : 1)
}
