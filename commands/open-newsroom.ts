import { applyMigrations } from '../database/apply-migrations.ts'
import { openDatabase, type OpenDatabase } from '../database/open-database.ts'
import type { Environment } from '../environment.ts'
import type { DatabaseSettings } from '../environment/database.ts'
import { seedEmptyNewsroom } from '../seed/seed-empty-newsroom.ts'
import type { CommandCall } from './run-command.ts'

type Call = Pick<CommandCall, 'say' | 'stop'>

/** Opens the database for as long as `work` takes; our own server ends with its last user. */
export async function withDatabase<Result>(
  settings: DatabaseSettings,
  { say }: Call,
  work: (database: OpenDatabase) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase({ ...settings, log: say })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** The same, with this version's migrations applied. */
export function withMigratedDatabase<Result>(
  settings: DatabaseSettings,
  call: Call,
  work: (databaseUrl: string) => Promise<Result>,
): Promise<Result> {
  return withDatabase(settings, call, async ({ url }) => {
    call.stop.throwIfAborted()
    await applyMigrations(url, { log: call.say })
    call.stop.throwIfAborted()
    return work(url)
  })
}

/** The same with everything in it that serving needs: people who can sign in, and content if there was none. */
export function withNewsroom<Result>(
  environment: Environment,
  call: Call,
  work: (databaseUrl: string) => Promise<Result>,
): Promise<Result> {
  return withMigratedDatabase(environment, call, async url => {
    await seedEmptyNewsroom(url, environment, call.say)
    call.stop.throwIfAborted()
    return work(url)
  })
}
