import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { addressAt, database } from '../database/embedded/address-of-server.ts'
import { clusterFolderIn } from '../database/embedded/cluster-folder.ts'
import { createClusterIfMissing } from '../database/embedded/create-cluster.ts'
import { findRunningServer } from '../database/embedded/find-running-server.ts'
import { prepareServerPrograms } from '../database/embedded/run-as-server.ts'
import { startServer } from '../database/embedded/start-server.ts'
import { childrenOf } from './processes.ts'
import { until } from './until.ts'

/** A PostgreSQL that nobody looks after: what is done to it lasts until the test undoes it. Without tables. */
export type OwnPostgres = {
  url: string
  start: () => Promise<void>
  /** As when its machine loses power: nothing is written any more, and it is down until `start`. */
  stopAtOnce: () => Promise<void>
  /** It is there, takes connections, and does nothing: none of its processes gets any time. */
  freeze: () => Promise<void>
  thaw: () => Promise<void>
  remove: () => Promise<void>
}

const project = path.resolve(import.meta.dirname, '..')

export async function startOwnPostgres(): Promise<OwnPostgres> {
  // Beside the other test servers: where tests run as root, the server's own user can enter there.
  await mkdir(path.join(project, 'data', 'test'), { recursive: true })
  const home = await mkdtemp(path.join(project, 'data', 'test', 'own-'))
  const folder = clusterFolderIn(home)
  const programs = await prepareServerPrograms(folder)
  await createClusterIfMissing(folder, programs)
  await startServer(folder, programs)
  const { port } = await until('PostgreSQL runs', () => findRunningServer(folder))
  const url = await addressAt(folder, port)
  await createDatabase(url)

  let frozen: number[] = []
  const thaw = async () => frozen.splice(0).forEach(pid => send(pid, 'SIGCONT'))
  const stopAtOnce = async () => {
    await thaw()
    const server = await findRunningServer(folder)
    if (server) process.kill(server.pid, 'SIGQUIT')
    await until('PostgreSQL is gone', async () => !(await findRunningServer(folder)))
  }
  return {
    url,
    start: () => startServer(folder, programs),
    stopAtOnce,
    async freeze() {
      const server = await findRunningServer(folder)
      if (!server) throw new Error('PostgreSQL does not run')
      // The parent first, so that no child comes after.
      send(server.pid, 'SIGSTOP')
      frozen = [...(await childrenOf(server.pid)), server.pid]
      frozen.forEach(pid => send(pid, 'SIGSTOP'))
    },
    thaw,
    async remove() {
      await stopAtOnce()
      await rm(home, { recursive: true, force: true })
    },
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // it ended meanwhile
  }
}

async function createDatabase(url: string): Promise<void> {
  const address = new URL(url)
  address.pathname = '/postgres'
  const client = new pg.Client({ connectionString: address.href })
  await client.connect()
  await client.query(`create database ${database}`)
  await client.end()
}
