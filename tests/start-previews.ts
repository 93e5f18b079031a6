import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import type { KeystoneContext } from '@keystone-6/core/types'
import pg from 'pg'
import type { Session } from '../access.ts'
import { buildDelivery, deliveryPaths } from '../delivery/build-delivery.ts'
import { openDeliveryPool } from '../delivery/open-delivery-pool.ts'
import type { Context } from '../generated/keystone/types.ts'
import { previewPaths, previewRoutes } from '../preview/preview-routes.ts'
import { clientAddress } from '../server/client-address.ts'
import { attachDoors } from '../server/dispatch.ts'
import { createLog } from '../server/log.ts'
import { createMetrics } from '../server/metrics.ts'
import { hashToken, makeToken } from '../sign-in/session-cookie.ts'
import { storedSessions } from '../sign-in/stored-sessions.ts'
import { openTestNewsroom, type Desk } from './newsroom.ts'
import { sendTo, type Call } from './start-doors.ts'

/** A newsroom with delivery, pictures and previews behind the real dispatch, on a port of its own. */
export async function startPreviews({ guesses }: { guesses?: number } = {}) {
  const newsroom = await openTestNewsroom()
  const pool = new pg.Pool({ connectionString: newsroom.databaseUrl, max: 2 })
  const readers = openDeliveryPool({ databaseUrl: newsroom.databaseUrl, max: 2 })
  const clock = { now: () => new Date() }
  const lines: string[] = []
  const destination = new Writable({ write: (line, _encoding, done) => done(void lines.push(String(line))) })
  const log = createLog({ level: 'debug', destination })
  const metrics = createMetrics({ readFigures: () => Promise.reject(new Error('not asked for here')), log })

  const delivery = buildDelivery({ pool: readers, publicUrl: 'https://news.example', storage: newsroom.storage })
  delivery.register(metrics.routes)
  delivery.register(previewRoutes, {
    ...{ context: recognising(newsroom.context), storage: newsroom.storage, pool, log, guesses },
    addressOf: request => clientAddress(request, 1),
    now: () => clock.now(),
  })
  const server = createServer((_request, response) => response.writeHead(404).end())
  await attachDoors(server, {
    delivery,
    deliveryPaths: [...deliveryPaths, ...previewPaths, '/metrics'],
    ...{ log, trustedProxies: 1, onAnswered: metrics.countRequest },
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // of a TCP server that listens
  return {
    ...newsroom,
    clock,
    lines,
    port,
    get: (path: string, call: Call = {}) => sendTo(port, undefined, { ...call, path }),
    /** What a browser in which this person has signed in sends. */
    cookieOf: (desk: Desk) => openSession(newsroom.context, desk),
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      await delivery.close()
      await Promise.all([pool.end(), readers.end()])
      await newsroom.close()
    },
  }
}

export type PreviewsUnderTest = Awaited<ReturnType<typeof startPreviews>>

/** Keystone's context as its server has it: a request's cookie says who asks. */
function recognising(context: Context<Session>): Context<Session> {
  const sessions = storedSessions({ isSecure: false, addressOf: () => '' })
  const withRequest: Context<Session>['withRequest'] = async request => {
    const asking = Object.assign(Object.create(context), { req: request }) as KeystoneContext
    return context.withSession(await sessions.get({ context: asking }))
  }
  return Object.assign(Object.create(context), { withRequest }) as Context<Session>
}

async function openSession({ prisma }: Context<Session>, { person }: Desk): Promise<string> {
  const token = makeToken()
  const expiresAt = new Date(Date.now() + 3_600_000)
  await prisma.session.create({
    data: { tokenHash: hashToken(token), userId: person.id, lastSeenAt: new Date(), expiresAt },
  })
  return `bouclage-session=${token}`
}
