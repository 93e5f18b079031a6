import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { answerIn, languageFrom } from '../spoken.ts'
import { clientAddress } from './client-address.ts'
import { belongingTo, doorOf } from './door-of.ts'
import { beginLine, pathOf } from './log-requests.ts'
import type { Logger } from './log.ts'
import { requestIdFrom, runInRequest } from './request-context.ts'
import type { CountRequest } from './request-metrics.ts'
import { traceRequest } from './trace-request.ts'

export type Doors = {
  delivery: FastifyInstance
  /** `/graphql` stands for itself and everything below it. */
  deliveryPaths: readonly string[]
  log: Logger
  trustedProxies: number
  onAnswered?: CountRequest
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
  const isOfDelivery = belongingTo(deliveryPaths)
  let isReady = false
  ready.then(
    () => (isReady = true),
    () => {},
  )
  return (request: IncomingMessage, response: ServerResponse<IncomingMessage> & { req: IncomingMessage }) => {
    const requestId = requestIdFrom(request.headers['x-request-id'])
    // Whoever reads the header further in reads the id that we settled on.
    request.headers['x-request-id'] = requestId
    const context = { requestId, address: clientAddress(request, trustedProxies) }
    const path = pathOf(request)
    const door = doorOf(path)
    const began = performance.now()
    const answer = () => {
      const endLine = beginLine(log, request, context)
      response.on('close', () => {
        onAnswered?.({ door, status: response.statusCode, began })
        endLine(response)
      })
      if (isOfDelivery(path)) return isReady ? toDelivery() : void ready.then(toDelivery, unavailable)
      response.setHeader('X-Request-Id', requestId)
      return keystone(request, response)
    }
    // Delivery tells the id itself, with all other headers in one go: see answerFromMemory.
    const toDelivery = () => delivery.routing(request, response)
    const unavailable = () => void response.writeHead(503, { 'X-Request-Id': requestId }).end()
    traceRequest({ request, response, door, requestId }, () => {
      // Readers are nobody, and their refusals are for programs. In a process that serves them alone, Node then follows
      // no context through promises, which would take a tenth of the time of an answer that is not in memory.
      if (door === 'delivery') return answer()
      const language = languageFrom(request.headers['accept-language'])
      return runInRequest(context, () => answerIn(language, answer))
    })
  }
}
