import { checkDatabase } from './check-database.ts'
import { useEmbeddedServer } from './embedded/use-embedded-server.ts'

export type Log = (sentence: string) => void
export type OpenDatabase = { url: string; embedded: boolean; close(): Promise<void> }

/**
 * Where PostgreSQL comes from. With `databaseUrl`, that server, after a check that it answers and fits; without, a
 * PostgreSQL of our own whose data lies in `dataDir`. Commands that open the same `dataDir` share one server; whoever
 * closes last stops it, so end your pools before `close()`. Throws SETTING_REFUSED with a sentence to act on.
 */
export async function openDatabase(setting: {
  databaseUrl: string | undefined
  dataDir: string
  log: Log
}): Promise<OpenDatabase> {
  if (!setting.databaseUrl) return { ...(await useEmbeddedServer(setting)), embedded: true }
  await checkDatabase(setting.databaseUrl)
  return { url: setting.databaseUrl, embedded: false, close: async () => {} }
}
