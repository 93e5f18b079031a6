import { once } from 'node:events'
import { createServer } from 'node:net'
import { NewsroomError } from '../errors.ts'

/** Throws SETTING_REFUSED when a server could not listen at this host and port. */
export async function assertPortFree({ host, port }: { host: string; port: number }): Promise<void> {
  const probe = createServer()
  try {
    probe.listen({ host, port, exclusive: true })
    await once(probe, 'listening')
  } catch (error) {
    throw new NewsroomError('SETTING_REFUSED', sentenceFor(error, host, port))
  }
  probe.close()
  await once(probe, 'close')
}

function sentenceFor(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is taken by another program. Stop that one, or choose another: PORT=${port + 1} npm start`
  }
  if (code === 'EACCES') {
    return `Port ${port} is kept for the administrator of this machine. Choose one above 1023: PORT=3000 npm start`
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `HOST is “${host}”, and this machine has no such address. Use HOST=localhost, or HOST=0.0.0.0 for all of them.`
  }
  return `Nothing can listen on ${host}, port ${port}: ${error instanceof Error ? error.message : String(error)}.`
}
