import { config } from '@keystone-6/core'
import { getContext } from '@keystone-6/core/context'
import type { Person, Session } from '../access.ts'
import { prismaOptions } from '../database/prisma-options.ts'
import type { Environment } from '../environment.ts'
import type { Context, TypeInfo } from '../generated/keystone/types.ts'
import { openStorage } from '../images/open-storage.ts'
import type { PictureStorage } from '../images/picture-storage.ts'
import { extendAuthoring } from '../lists/extend-authoring.ts'
import { lists } from '../schema.ts'
import { atomicMutations } from '../server/atomic-mutations.ts'
import type { Newsroom } from '../workflow/act.ts'

export type Authoring = {
  context: Context<Session>
  newsroom: Newsroom
  storage: PictureStorage
  close: () => Promise<void>
}

/** The newsroom's own lists, rules and workflow for scripts: the same doors as the server's, without the server. */
export async function openAuthoring(
  databaseUrl: string,
  {
    dataDir,
    bucket,
    auditKey,
    publicUrl = 'http://localhost:3000',
    isServing = false,
  }: Pick<Environment, 'dataDir' | 'auditKey'> &
    Partial<Pick<Environment, 'publicUrl' | 'bucket'>> & {
      /** A process that works on for ever. */ isServing?: boolean
    },
): Promise<Authoring> {
  const newsroom = { auditKey: () => auditKey, requestId: () => null }
  const storage = openStorage({ dataDir, bucket })
  const keystone = config<TypeInfo<Session>>({
    db: { provider: 'postgresql', prismaClientOptions: () => prismaOptions(databaseUrl, { max: 4, isServing }) },
    lists: lists(newsroom, storage),
    graphql: {
      extendGraphqlSchema: schema => atomicMutations(extendAuthoring(schema, { newsroom, publicUrl }), { except: [] }),
    },
    telemetry: false,
  })
  // Loaded late: it is generated, and commands that do not need it run before it is.
  const context = getContext(keystone, await import('../generated/prisma/client.ts'))
  return { context, newsroom, storage, close: () => context.prisma.$disconnect() }
}

/** The same context as this person would have it; `onRecord` names the script that acts in their place. */
export function actingAs(
  context: Context<Session>,
  person: Person & { email: string },
  onRecord?: Session['onRecord'],
): Context<Session> {
  return context.withSession({ listKey: 'User', itemId: person.id, data: { ...person, active: true }, onRecord })
}
