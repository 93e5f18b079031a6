import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { config, list } from '@keystone-6/core'
import {
  createExpressServer,
  createSystem,
} from '@keystone-6/core/___internal-do-not-use-will-break-in-patch/artifacts'
import { checkbox, password, select, text } from '@keystone-6/core/fields'
import type { BaseKeystoneTypeInfo, BaseListTypeInfo } from '@keystone-6/core/types'
import { PrismaPg } from '@prisma/adapter-pg'
import Fastify from 'fastify'
import pg from 'pg'
import { permissions, roles, type Role, type Session } from '../access.ts'
import * as PrismaModule from '../generated/prisma/client.ts'
import { session } from '../lists/session.ts'
import { authoringApi } from '../server/authoring-api.ts'
import { clientAddress } from '../server/client-address.ts'
import { attachDoors } from '../server/dispatch.ts'
import { createLog } from '../server/log.ts'
import { noteActor } from '../server/request-context.ts'
import { requireSignIn } from '../server/require-sign-in.ts'
import { securityHeaders } from '../server/security-headers.ts'
import type { TryLimits } from '../sign-in/limit-tries.ts'
import { passwordKdf } from '../sign-in/password-kdf.ts'
import { withSignIn } from '../sign-in/with-sign-in.ts'
import { freshDatabase } from './fresh-database.ts'

export type Answer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: { data?: Record<string, unknown> | null; errors?: { message: string; extensions: Record<string, unknown> }[] }
  /** The cookie that the answer sets, ready to be sent back. */
  cookie: string | undefined
  text: string
}

export type Call = {
  cookie?: string
  headers?: Record<string, string>
  variables?: object
  path?: string
  method?: string
}

const user = list<BaseListTypeInfo>({
  access: permissions.everyone,
  fields: {
    name: text(),
    email: text({ isIndexed: 'unique' }),
    password: password({ kdf: passwordKdf }),
    role: select({ type: 'enum', options: [...roles], defaultValue: 'author', validation: { isRequired: true } }),
    active: checkbox({ defaultValue: true }),
  },
})

/** The real doors over the two lists that they need, on a port and a database of their own. */
export async function startDoors(
  options: { limits?: TryLimits; isSecure?: boolean; trustedProxies?: number; onSignedIn?: () => Promise<void> } = {},
) {
  const database = await freshDatabase()
  const pool = new pg.Pool({ connectionString: database.url, max: 10 })
  // Dropping a database ends connections that are just saying goodbye.
  pool.on('error', () => {})
  const clock = { now: () => new Date() }
  const logLines: string[] = []
  const destination = new Writable({
    write(line, _encoding, done) {
      logLines.push(String(line))
      done()
    },
  })
  const log = createLog({ level: 'debug', destination })
  const { isSecure = false, trustedProxies = 0 } = options
  const delivery = Fastify()
  delivery.get('/graphql', async ({ headers }) => ({ from: 'delivery', id: headers['x-request-id'] }))
  const settings = config<BaseKeystoneTypeInfo>({
    db: { provider: 'postgresql', prismaClientOptions: () => ({ adapter: new PrismaPg(pool) }) },
    lists: { User: user, Session: session() },
    graphql: { apolloConfig: authoringApi(log), playground: false, debug: false },
    telemetry: false,
    server: {
      extendExpressApp(app, context) {
        app.use(securityHeaders({ isSecure, isDevelopment: false, inlineScripts: [] }))
        requireSignIn(app, context, { path: '/api/graphql', log })
      },
      extendHttpServer: server => attachDoors(server, { delivery, deliveryPaths: ['/graphql'], log, trustedProxies }),
    },
  })
  const system = createSystem(
    withSignIn<BaseKeystoneTypeInfo>(settings, {
      pool,
      secret: 'a secret that only this test knows',
      isSecure,
      addressOf: request => clientAddress(request, trustedProxies),
      onRecognised: found => noteActor(found.itemId),
      onSignedIn: () => options.onSignedIn?.() ?? Promise.resolve(),
      limits: options.limits,
      now: () => clock.now(),
    }),
  )
  const keystone = system.getKeystone(PrismaModule)
  await keystone.connect()
  const { httpServer, apolloServer } = await createExpressServer(system.config, keystone.context)
  httpServer.listen(0, '127.0.0.1')
  await once(httpServer, 'listening')
  const { port } = httpServer.address() as AddressInfo // of a TCP server that listens
  const send = (body: string | undefined, call: Call = {}) => sendTo(port, body, call)
  const ask = (query: string, call: Call = {}) => send(JSON.stringify({ query, variables: call.variables }), call)
  return {
    port,
    clock,
    logLines,
    pool,
    context: keystone.context.sudo(),
    ask,
    send,
    signIn: (email: string, secret: string, call: Call = {}) =>
      ask(signInMutation, { ...call, variables: { identity: email, secret } }),
    async addUser(email: string, details: { password?: string; role?: Role; active?: boolean } = {}) {
      const data = { name: email.split('@')[0], email, password: 'correct horse', ...details }
      return (await keystone.context.sudo().query.User?.createOne({ data })) as { id: string } // asked for by default
    },
    async close() {
      await apolloServer.stop()
      httpServer.closeAllConnections()
      await new Promise(resolve => httpServer.close(resolve))
      await delivery.close()
      await keystone.disconnect()
      await pool.end()
      await database.drop()
    },
  }
}

export type DoorsUnderTest = Awaited<ReturnType<typeof startDoors>>
export type { Session }

/** As Keystone's sign-in page sends it. */
export const signInMutation = `mutation KsAuthSignin($identity: String!, $secret: String!) {
  authenticate: authenticateUserWithPassword(email: $identity, password: $secret) {
    ... on UserAuthenticationWithPasswordSuccess { item { id __typename } __typename }
    ... on UserAuthenticationWithPasswordFailure { message __typename }
    __typename
  }
}`

/** By node:http and not fetch, which keeps cookies and the spelling of paths to itself. */
export async function sendTo(port: number, body: string | undefined, call: Call): Promise<Answer> {
  const { cookie, headers, path = '/api/graphql', method = body === undefined ? 'GET' : 'POST' } = call
  const outgoing = httpRequest({
    port,
    host: '127.0.0.1',
    path,
    method,
    agent: false,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(cookie && { cookie }),
      ...headers,
    },
  })
  outgoing.end(body)
  const [response] = await once(outgoing, 'response')
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  const answered = Buffer.concat(chunks).toString('utf8')
  const setCookie: string[] = response.headers['set-cookie'] ?? []
  return {
    status: response.statusCode,
    headers: response.headers,
    text: answered,
    body: answered && String(response.headers['content-type']).includes('json') ? JSON.parse(answered) : {},
    cookie: setCookie[0]?.split(';')[0],
  }
}
