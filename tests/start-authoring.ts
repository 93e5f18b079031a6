import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { config } from '@keystone-6/core'
import {
  createExpressServer,
  createSystem,
} from '@keystone-6/core/___internal-do-not-use-will-break-in-patch/artifacts'
import type { KeystoneConfig, KeystoneContext } from '@keystone-6/core/types'
import pg from 'pg'
import type { Role, Session } from '../access.ts'
import { prismaOptions } from '../database/prisma-options.ts'
import type { Context, TypeInfo } from '../generated/keystone/types.ts'
import * as PrismaModule from '../generated/prisma/client.ts'
import { diskStorage } from '../images/disk-storage.ts'
import { extendAuthoring } from '../lists/extend-authoring.ts'
import { lists } from '../schema.ts'
import { atomicMutations } from '../server/atomic-mutations.ts'
import { authoringApi } from '../server/authoring-api.ts'
import { boundLists } from '../server/bound-lists.ts'
import { clientAddress } from '../server/client-address.ts'
import { createLog } from '../server/log.ts'
import { requireSignIn } from '../server/require-sign-in.ts'
import { signInMutation } from '../sign-in/limit-sign-in.ts'
import type { TryLimits } from '../sign-in/limit-tries.ts'
import { withSignIn } from '../sign-in/with-sign-in.ts'
import { recordSignIn } from '../workflow/record-sign-in.ts'
import { freshDatabase } from './fresh-database.ts'
import { sendTo, signInMutation as signInQuery, type Call } from './start-doors.ts'

/** The newsroom's own lists behind the real gate and sign-in, over HTTP, on a port and a database of their own. */
export async function startAuthoring({ limits }: { limits?: TryLimits } = {}) {
  const database = await freshDatabase()
  const dataDir = await mkdtemp(path.join(tmpdir(), 'bouclage-test-'))
  const pool = new pg.Pool({ connectionString: database.url, max: 4 })
  // Dropping a database ends connections that are just saying goodbye.
  pool.on('error', () => {})
  const log = createLog({ level: 'silent' })
  const newsroom = { auditKey: () => 'a test key of thirty-two characters', requestId: () => null }
  const publicUrl = 'https://desk.example.org/'
  const settings = config<TypeInfo<Session>>({
    db: { provider: 'postgresql', prismaClientOptions: () => prismaOptions(database.url, { max: 6 }) },
    lists: lists(newsroom, diskStorage(path.join(dataDir, 'images'))),
    graphql: {
      apolloConfig: authoringApi(log),
      playground: false,
      debug: false,
      extendGraphqlSchema: schema =>
        boundLists(
          atomicMutations(extendAuthoring(schema, { newsroom, publicUrl }), { except: [signInMutation, 'endSession'] }),
        ),
    },
    telemetry: false,
    server: {
      extendExpressApp: (app, context) =>
        requireSignIn(app, context as unknown as KeystoneContext, { path: '/api/graphql', log }),
    },
  })
  const configuration = withSignIn(settings, {
    pool,
    secret: 'a secret that only this test knows',
    isSecure: false,
    addressOf: request => clientAddress(request, 1),
    onSignedIn: (context, userId) => recordSignIn(context as unknown as Context, newsroom, userId),
    limits,
  })
  // Keystone's own parts know any Keystone; this one is ours.
  const system = createSystem(configuration as unknown as KeystoneConfig)
  const keystone = system.getKeystone(PrismaModule)
  await keystone.connect()
  const { httpServer, apolloServer } = await createExpressServer(system.config, keystone.context)
  httpServer.listen(0, '127.0.0.1')
  await once(httpServer, 'listening')
  const { port } = httpServer.address() as AddressInfo // of a TCP server that listens
  const prisma = (keystone.context as unknown as Context<Session>).prisma
  const ask = (query: string, call: Call = {}) =>
    sendTo(port, JSON.stringify({ query, variables: call.variables }), call)
  return {
    ...{ port, dataDir, databaseUrl: database.url },
    prisma,
    pool,
    ask,
    signIn: (email: string, secret: string) => ask(signInQuery, { variables: { identity: email, secret } }),
    async addUser(email: string, role: Role, password = 'correct horse') {
      const data = { name: email.split('@')[0] ?? email, email, role, password }
      const session = { listKey: 'User' as const, itemId: 'test', data: admin }
      const acting = (keystone.context as unknown as Context<Session>).withSession(session)
      return acting.db.User.createOne({ data })
    },
    async close() {
      await apolloServer.stop()
      httpServer.closeAllConnections()
      await new Promise(resolve => httpServer.close(resolve))
      await keystone.disconnect()
      await pool.end()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export type AuthoringUnderTest = Awaited<ReturnType<typeof startAuthoring>>

const admin = { id: 'test', name: 'Test', email: 'test@example.org', role: 'admin' as const, active: true }
