import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildWhenChanged } from '../commands/build-when-changed.ts'
import { startServingProcess, waitUntilReady } from '../commands/serving-process.ts'
import { readEnvironment } from '../environment.ts'
import { addressOf } from '../environment/address.ts'
import { seedEmptyNewsroom } from '../seed/seed-empty-newsroom.ts'
import { freshDatabase, type FreshDatabase } from './fresh-database.ts'

export type RunningNewsroom = {
  url: string
  databaseUrl: string
  dataDir: string
  serving: () => ChildProcess
  /** Everything that the server has printed since the start. */
  printed: () => string
  /** Ends the serving process in the middle of whatever it does. */
  kill9: () => Promise<void>
  /** Serves again, at the same address and on the same data. */
  startAgain: () => Promise<void>
  /** Ends everything, and removes what it left. */
  stop: () => Promise<void>
}

/**
 * The built server as `npm start` serves it, in trial mode: the seed's story and `author@`, `editor@`, `publisher@` and
 * `admin@example.org`, all with the password `bouclage-demo`. On a database, a folder and a port of its own.
 */
export async function startNewsroom(
  settings: Record<string, string> = {},
  { database: given, node = [] }: { database?: FreshDatabase; /** Options for Node itself. */ node?: string[] } = {},
): Promise<RunningNewsroom> {
  await buildWhenChanged({ say: console.error, stop: new AbortController().signal })
  const database = given ?? (await freshDatabase())
  const dataDir = await mkdtemp(path.join(tmpdir(), 'bouclage-newsroom-'))
  const own = { EMBEDDED_DATABASE_URL: database.url, DATA_DIR: dataDir, PORT: String(await findFreePort()) }
  const environment = readEnvironment({ NODE_ENV: 'production', LOG_LEVEL: 'warn', ...settings, ...own })
  await seedEmptyNewsroom(database.url, environment, () => {})

  let printed = ''
  const start = async () => {
    const serving = startServingProcess({
      ...{ environment, databaseUrl: database.url, output: 'pipe', node },
      variables: settings,
    })
    for (const stream of [serving.process.stdout, serving.process.stderr]) stream?.on('data', text => (printed += text))
    if (await waitUntilReady(environment, serving)) return serving
    throw new Error(`The server ended before it was ready:\n${printed}`)
  }
  let serving = await start()
  return {
    serving: () => serving.process,
    url: addressOf(environment.host, environment.port),
    databaseUrl: database.url,
    dataDir,
    printed: () => printed,
    async kill9() {
      serving.kill()
      await serving.exited
    },
    async startAgain() {
      serving = await start()
    },
    async stop() {
      serving.drain()
      await serving.exited
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A port that nobody listens at, at this moment. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, 'localhost')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.')
  return address.port
}
