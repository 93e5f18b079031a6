import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

import { buildDelivery, type DeliveryOptions } from '../delivery/build-delivery.ts'
import { openDeliveryPool } from '../delivery/open-delivery-pool.ts'
import { until } from './until.ts'

export type CachedDelivery = Awaited<ReturnType<typeof startCachedDelivery>>

type Settings = Partial<Pick<DeliveryOptions, 'allowedQueries'>> & {
  pollMs?: number
  deafAfterMs?: number
  megabytes?: number
}

/** What one delivery process is: its own connections, its own memory, and a port; over a newsroom's database. */
export async function startCachedDelivery(databaseUrl: string, settings: Settings = {}) {
  const { allowedQueries, megabytes = 16, ...pace } = settings
  const pool = openDeliveryPool({ databaseUrl, max: 4 })
  const app = buildDelivery({ pool, publicUrl: 'https://news.example', cache: { megabytes, ...pace }, allowedQueries })
  await app.ready()
  const server = createServer((request, response) => app.routing(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // of a TCP server that listens
  await until('changes are heard of', async () => app.changeWatch.isHearing())
  const send = (path: string, options: Call = {}) => sendTo(port, path, options)
  return {
    app,
    pool,
    send,
    /** By GET, as most apps ask. */
    ask: (query: string, headers?: Record<string, string>) => send(addressOfQuery(query), { headers }),
    /** Whether this process has the answer in memory and would give it. */
    holds: (query: string) => app.answers.find(addressOfQuery(query)) !== undefined,
    /** Waits until this process has heard of every change so far. */
    async settle() {
      const { rows } = await pool.query<{ position: string }>(
        `select coalesce(max(position), 0)::text as position from delivery.change`,
      )
      const newest = Number(rows[0]?.position)
      await until(`change ${newest} is heard of`, async () => app.changeWatch.position >= newest)
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await app.close()
      await pool.end()
    },
  }
}

export const addressOfQuery = (query: string) => `/graphql?query=${encodeURIComponent(query)}`

type Call = { method?: string; headers?: Record<string, string>; body?: string }

/** `json` is the body as parsed: a test reads it like any JSON. */
export type Sent = {
  status: number
  headers: IncomingHttpHeaders
  body: string
  json: ReturnType<typeof JSON.parse>
  isHit: boolean
}

async function sendTo(port: number, path: string, { method = 'GET', headers = {}, body }: Call): Promise<Sent> {
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const outgoing = httpRequest({
    host: '127.0.0.1',
    port,
    path,
    method,
    agent: false,
    headers: { ...type, ...headers },
  })
  outgoing.end(body)
  const [response] = await once(outgoing, 'response')
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  return {
    status: response.statusCode,
    headers: response.headers,
    body: text,
    json: text === '' ? undefined : JSON.parse(text),
    isHit: response.headers['cache-status'] === 'bouclage; hit',
  }
}
