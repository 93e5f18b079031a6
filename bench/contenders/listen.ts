import type { RequestListener } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Serves on a free port, and tells the bench its address on standard output. */
export function listen(answer: RequestListener): void {
  const server = createServer(answer).listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo // of a TCP server that listens
    console.log(`ready: http://127.0.0.1:${port}`)
  })
  process.on('SIGTERM', () => process.exit(0))
}
