import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { NewsroomError } from '../errors.ts'

// A server that was killed, or is being restarted, gives its port back within this time.
const patienceMs = 2_000
const tryAgainAfterMs = 100

/** Throws SETTING_REFUSED when a server could not listen at this host and port. */
export async function assertPortFree(
  place: { host: string; port: number },
  { command = 'npm start' } = {},
): Promise<void> {
  const giveUpAt = performance.now() + patienceMs
  let obstacle = await tryToListen(place)
  while (codeOf(obstacle) === 'EADDRINUSE' && performance.now() < giveUpAt) {
    await pause(tryAgainAfterMs)
    obstacle = await tryToListen(place)
  }
  if (obstacle) throw new NewsroomError('SETTING_REFUSED', sentenceFor(obstacle, place, command))
}

async function tryToListen({ host, port }: { host: string; port: number }): Promise<unknown> {
  const probe = createServer()
  try {
    probe.listen({ host, port, exclusive: true })
    await once(probe, 'listening')
  } catch (error) {
    return error
  }
  probe.close()
  await once(probe, 'close')
  return undefined
}

function sentenceFor(error: unknown, { host, port }: { host: string; port: number }, command: string): string {
  const code = codeOf(error)
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is taken by another program. Stop that one, or choose another: PORT=${port + 1} ${command}`
  }
  if (code === 'EACCES') {
    return `Port ${port} is kept for the administrator of this machine. Choose one above 1023: PORT=3000 ${command}`
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `HOST is “${host}”, and this machine has no such address. Use HOST=localhost, or HOST=0.0.0.0 for all of them.`
  }
  return `Nothing can listen on ${host}, port ${port}: ${error instanceof Error ? error.message : String(error)}.`
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
