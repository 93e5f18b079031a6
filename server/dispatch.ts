import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { clientAddress } from './client-address.ts'
import { logWhenAnswered, pathOf } from './log-requests.ts'
import type { Logger } from './log.ts'
import { requestIdFrom, runInRequest } from './request-context.ts'

export type Doors = {
  delivery: FastifyInstance
  /** `/graphql` stands for itself and everything below it. */
  deliveryPaths: readonly string[]
  log: Logger
  trustedProxies: number
  /** Told of every request when its answer is out or its caller gone. */
  onAnswered?: (path: string, status: number) => void
}

/**
 * Puts delivery ahead of Keystone on one port: takes over the server's listener, gives every request an id and a line in
 * the log, and hands it to whom its path belongs. For Keystone's `extendHttpServer`; resolves when delivery is ready.
 */
export async function attachDoors(server: Server, doors: Doors): Promise<void> {
  const ready = doors.delivery.ready()
  // Before the first await, since `keystone dev` does not wait for us.
  const keystone = takeOverListeners(server)
  server.on('request', enter(doors, { keystone, ready }))
  await ready
}

function takeOverListeners(server: Server): RequestListener {
  const listeners = server.listeners('request') as RequestListener[] // of this event, and so of its type
  server.removeAllListeners('request')
  return (request, response) => listeners.forEach(listener => listener.call(server, request, response))
}

function enter(
  { delivery, deliveryPaths, log, trustedProxies, onAnswered }: Doors,
  { keystone, ready }: { keystone: RequestListener; ready: PromiseLike<unknown> },
) {
  return (request: IncomingMessage, response: ServerResponse<IncomingMessage> & { req: IncomingMessage }) => {
    const requestId = requestIdFrom(request.headers['x-request-id'])
    // Whoever reads the header further in reads the id that we settled on.
    request.headers['x-request-id'] = requestId
    response.setHeader('X-Request-Id', requestId)
    runInRequest({ requestId, address: clientAddress(request, trustedProxies) }, () => {
      logWhenAnswered(log, request, response)
      const path = pathOf(request)
      response.once('close', () => onAnswered?.(path, response.statusCode))
      if (!belongsTo(deliveryPaths, path)) return keystone(request, response)
      ready.then(
        () => delivery.routing(request, response),
        () => response.writeHead(503).end(),
      )
    })
  }
}

/** `/graphql` stands for itself and `/graphql/x`, but not `/graphqlx`; `/sitemap*` for all that begins so. */
export function belongsTo(paths: readonly string[], path: string): boolean {
  return paths.some(own =>
    own.endsWith('*') ? path.startsWith(own.slice(0, -1)) : path === own || path.startsWith(`${own}/`),
  )
}
