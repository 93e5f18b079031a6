import type { Environment } from '../environment.ts'
import { addressOf } from '../environment/address.ts'
import { assertPortFree } from './assert-port-free.ts'
import type { CommandCall } from './run-command.ts'
import { startServingProcess, waitUntilReady } from './serving-process.ts'

type Served = { environment: Environment; databaseUrl: string; command?: string[] }

/** Of a server that falls more often, something is broken that no new start mends. */
const fallsAtMost = 5
const withinMs = 60_000

/**
 * Serves until somebody asks to stop, and starts the serving process again when it falls: killed for its memory, say.
 * Resolves to its exit code, after it has drained: only then may the database be closed.
 */
export async function superviseServing(options: Served, call: CommandCall): Promise<number> {
  // Building and migrating took their time: look again, since Keystone would say it with a stack trace.
  await assertPortFree(options.environment)
  const falls: number[] = []
  for (;;) {
    const { code, wasReady } = await serveOnce(options, call, { isFirst: falls.length === 0 })
    const hasFallen = code !== 0 && wasReady && !call.stop.aborted && !options.command
    if (!hasFallen || isTooOften(falls)) return code
    call.say(`The serving process ended with code ${code}. It is started again.`)
  }
}

function isTooOften(falls: number[]): boolean {
  falls.push(performance.now())
  return falls.length > fallsAtMost && performance.now() - (falls.at(-1 - fallsAtMost) ?? 0) < withinMs
}

async function serveOnce(
  options: Served,
  { stop, insist, say }: CommandCall,
  { isFirst }: { isFirst: boolean },
): Promise<{ code: number; wasReady: boolean }> {
  const { environment } = options
  const serving = startServingProcess(options)
  const ended = new AbortController()
  whenAborted(stop, ended.signal, () => {
    say('Answering what is under way, then stopping. Ctrl-C again stops at once.')
    serving.drain()
  })
  whenAborted(insist, ended.signal, () => serving.kill())
  try {
    const wasReady = await waitUntilReady(environment, serving)
    if (wasReady && isFirst && !stop.aborted) announceReady(environment)
    return { code: await serving.exited, wasReady }
  } catch (error) {
    serving.kill()
    await serving.exited
    throw error
  } finally {
    ended.abort()
  }
}

/** To standard output, unlike what is said on the way: this is what a start gives. */
function announceReady({ host, port, trialMode }: Environment): void {
  if (trialMode) {
    console.log(
      'This is a trial, on this machine alone. Sign in as author@example.org, editor@example.org, ' +
        'publisher@example.org or admin@example.org; unless you changed it, the password is bouclage-demo.',
    )
  }
  console.log(`Bouclage is ready: ${addressOf(host, port)}`)
}

/** Until this process has ended: the next one has its own. */
function whenAborted(wish: AbortSignal, ended: AbortSignal, act: () => void): void {
  if (wish.aborted) act()
  else wish.addEventListener('abort', act, { once: true, signal: ended })
}
