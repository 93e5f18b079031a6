import { once } from 'node:events'
import { createServer, request, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

import { buildDelivery, type DeliveryOptions } from '../delivery/build-delivery.ts'
import { openDeliveryPool } from '../delivery/open-delivery-pool.ts'
import { until } from './until.ts'

export type EventDelivery = Awaited<ReturnType<typeof startEventDelivery>>

/** One delivery process with its own connections and port, as far as streams of events need it. */
export async function startEventDelivery(
  databaseUrl: string,
  { port: wanted = 0, ...options }: Partial<Pick<DeliveryOptions, 'events' | 'cache'>> & { port?: number } = {},
) {
  const pool = openDeliveryPool({ databaseUrl, max: 4 })
  const app = buildDelivery({ pool, publicUrl: 'https://news.example', ...options })
  await app.ready()
  const server = createServer((incoming, response) => app.routing(incoming, response)).listen(wanted, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // of a TCP server that listens
  return {
    app,
    pool,
    port,
    listen: (path = '/events', headers: Record<string, string> = {}) => listenToEvents(port, path, headers),
    /** As the server's own end does: streams first, then whatever else is open. */
    async close() {
      app.eventStreams.end()
      await new Promise(resolve => server.close(resolve))
      await app.close()
      await pool.end()
    },
  }
}

/** `data` is read like any JSON by a test. */
export type HeardEvent = { event: string; id: string; data: ReturnType<typeof JSON.parse> }

export type Listener = Awaited<ReturnType<typeof listenToEvents>>

/** A reader of a stream that can stop reading, which no library's can. */
async function listenToEvents(port: number, path: string, headers: Record<string, string>) {
  const outgoing = request({ host: '127.0.0.1', port, path, headers, agent: false }).end()
  const [response] = await once(outgoing, 'response')
  let text = ''
  let isOver = false
  response.setEncoding('utf8')
  response.on('data', (chunk: string) => void (text += chunk))
  response.on('error', () => {})
  response.on('close', () => void (isOver = true))
  const heard = () =>
    blocksOf(text)
      .filter(block => block.has('data'))
      .map(eventOf)
  return {
    status: Number(response.statusCode),
    headers: response.headers as IncomingHttpHeaders, // of a response of node:http
    text: () => text,
    heard,
    names: () => heard().map(({ event }) => event),
    lastId: () =>
      blocksOf(text)
        .findLast(block => block.has('id'))
        ?.get('id') ?? '',
    async hears(count: number): Promise<HeardEvent[]> {
      await until(`${count} events are heard`, async () => heard().length >= count)
      return heard()
    },
    stopReading: () => void response.pause(),
    readOn: () => void response.resume(),
    ends: () => until('the stream ends', async () => isOver),
    leave() {
      outgoing.destroy()
    },
  }
}

/** Whole blocks only, as the standard says: what is cut off in the middle was not said. */
const blocksOf = (text: string) =>
  text
    .split('\n\n')
    .slice(0, -1)
    .map(block => new Map(block.split('\n').map(line => line.split(/: ?(.*)/s, 2) as [string, string])))

const eventOf = (block: Map<string, string>): HeardEvent => ({
  event: block.get('event') ?? '',
  id: block.get('id') ?? '',
  data: JSON.parse(block.get('data') ?? 'null'),
})
