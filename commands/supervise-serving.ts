import type { Environment } from '../environment.ts'
import { addressOf } from '../environment/address.ts'
import { assertPortFree } from './assert-port-free.ts'
import type { CommandCall } from './run-command.ts'
import { startServingProcess, waitUntilReady } from './serving-process.ts'

/**
 * Serves until somebody asks to stop, or the serving process ends by itself. Resolves to its exit code, after it has
 * drained: only then may the database be closed.
 */
export async function superviseServing(
  options: { environment: Environment; databaseUrl: string; command?: string[] },
  { stop, insist, say }: CommandCall,
): Promise<number> {
  const { environment } = options
  // Building and migrating took their time: look again, since Keystone would say it with a stack trace.
  await assertPortFree(environment)
  const serving = startServingProcess(options)
  whenAborted(stop, () => {
    say('Answering what is under way, then stopping. Ctrl-C again stops at once.')
    serving.drain()
  })
  whenAborted(insist, () => serving.kill())
  try {
    if ((await waitUntilReady(environment, serving)) && !stop.aborted) announceReady(environment)
  } catch (error) {
    serving.kill()
    await serving.exited
    throw error
  }
  return serving.exited
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

function whenAborted(signal: AbortSignal, act: () => void): void {
  if (signal.aborted) act()
  else signal.addEventListener('abort', act, { once: true })
}
