import { setTimeout as pause } from 'node:timers/promises'
import { NewsroomError } from '../../errors.ts'
import { addressAt, database, readPassword } from './address-of-server.ts'
import { type ClusterFolder, clusterFolderIn } from './cluster-folder.ts'
import { createClusterIfMissing, superuser } from './create-cluster.ts'
import { findRunningServer } from './find-running-server.ts'
import type { Log } from '../open-database.ts'
import { prepareServerPrograms, type ServerPrograms } from './run-as-server.ts'
import { startServer } from './start-server.ts'
import { type Seat, takeSeat } from './take-seat.ts'

const patienceMs = 60_000 // a server that was killed replays its log first
const pollMs = 20
const againAfterMs = 2_000

type Place = { folder: ClusterFolder; programs: ServerPrograms; log: Log }

/** The embedded server of `dataDir`: made, started or joined. */
export async function useEmbeddedServer(setting: {
  dataDir: string
  log: Log
}): Promise<{ url: string; close(): Promise<void> }> {
  const folder = clusterFolderIn(setting.dataDir)
  const programs = await prepareServerPrograms(folder)
  if (await createClusterIfMissing(folder, programs)) setting.log(`A new PostgreSQL database lies in ${folder.home}.`)
  const place = { folder, programs, log: setting.log }
  const seat = await join(place)
  await createDatabaseIfMissing(seat).catch(async error => {
    if (await seat.leave()) await stopServer(place)
    throw error
  })
  return { url: await addressAt(folder, seat.port), close: keepSeat(place, seat) }
}

async function join({ folder, programs }: Place): Promise<Seat> {
  const password = await readPassword(folder)
  const deadline = Date.now() + patienceMs
  while (Date.now() < deadline) {
    const server = await findRunningServer(folder)
    if (!server) await startServer(folder, programs)
    const seat = server?.ready && (await takeSeat({ port: server.port, user: superuser, password }))
    if (seat) return seat
    if (server) await pause(pollMs)
  }
  throw new NewsroomError(
    'SETTING_REFUSED',
    `The PostgreSQL in ${folder.home} lets nobody in since a minute. What it says is in ${folder.log}.`,
  )
}

async function createDatabaseIfMissing({ client }: Seat): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database])
  if (rowCount) return
  await client.query(`CREATE DATABASE ${database}`).catch((error: { code?: string }) => {
    if (error.code !== '42P04' && error.code !== '23505') throw error // another command was faster
  })
}

/** Takes the seat again when the server falls, which also starts it again; the answer gives it up for good. */
function keepSeat(place: Place, first: Seat): () => Promise<void> {
  let closed = false
  let seat: Promise<Seat | undefined> = Promise.resolve(first)
  const watch = (one: Seat): Seat => {
    one.socket.unref() // a seat alone keeps no command running
    one.client.once('end', () => {
      if (!closed) seat = rejoin(place, { port: one.port, isOver: () => closed }).then(again => again && watch(again))
    })
    return one
  }
  watch(first)
  return async () => {
    if (closed) return
    closed = true
    if (await (await seat)?.leave()) await stopServer(place)
  }
}

/** Until it is there again: what keeps it from starting, such as a full disk, may be mended by somebody meanwhile. */
async function rejoin(place: Place, { port, isOver }: Fallen): Promise<Seat | undefined> {
  place.log('The embedded PostgreSQL fell; it is being started again.')
  let told = ''
  while (!isOver()) {
    try {
      const seat = await join(place)
      if (seat.port !== port) place.log(`It came back on port ${seat.port}, ${port} being taken. Start Bouclage again.`)
      return seat
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (reason !== told) place.log(reason)
      told = reason
    }
    await pause(againAfterMs)
  }
  return undefined
}

type Fallen = { port: number; isOver: () => boolean }

async function stopServer({ folder, log }: Place): Promise<void> {
  const server = await findRunningServer(folder)
  if (!server) return
  process.kill(server.pid, 'SIGINT') // PostgreSQL's fast shutdown: everything written, nobody waited for
  const deadline = Date.now() + patienceMs
  while ((await findRunningServer(folder))?.pid === server.pid) {
    if (Date.now() > deadline)
      return log(`PostgreSQL (process ${server.pid}) does not stop; ${folder.log} may say why.`)
    await pause(pollMs)
  }
}
