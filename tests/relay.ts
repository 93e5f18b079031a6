import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export type Relay = {
  /** The same database, by way of the relay. */
  url: string
  /** As if the server had been stopped: connections end, and nothing listens at the port. */
  cut: () => Promise<void>
  mend: () => Promise<void>
}

/** Stands between one process and its database, so that this process alone can lose it. */
export async function startRelay(databaseUrl: string): Promise<Relay> {
  const { hostname, port: databasePort } = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  const server = createServer(near => {
    const far = connect(Number(databasePort || 5432), hostname)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.pipe(other)
      socket.on('error', () => other.destroy())
      socket.on('close', () => sockets.delete(socket) && other.destroy())
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo // of a TCP server that listens
  const address = new URL(databaseUrl)
  address.host = `127.0.0.1:${port}`
  return {
    url: address.href,
    async cut() {
      if (!server.listening) return
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
    async mend() {
      await once(server.listen(port, '127.0.0.1'), 'listening')
    },
  }
}
