import { Socket } from 'node:net'
import pg from 'pg'
import { NewsroomError } from '../../errors.ts'

/** One user of the embedded server: a connection that lives as long as the command and holds the shared lock. */
export type Seat = {
  port: number
  client: pg.Client
  socket: Socket
  /** Gives the seat up; true when it was the last, and then nobody else gets one before the server has stopped. */
  leave(): Promise<boolean>
}

/**
 * The server itself counts its users: each holds a shared lock, which a killed one loses as the kernel closes its
 * connection, whatever becomes of its process number. Whoever gets the lock alone stops the server; a newcomer who
 * waits for the lock meanwhile sees the connection end, and starts the server anew.
 */
const usersLock = 20_261_123

/** A seat at the server of `port`, or undefined while it takes nobody in (starting, stopping, just gone). */
export async function takeSeat(address: { port: number; user: string; password: string }): Promise<Seat | undefined> {
  const socket = new Socket()
  const client = new pg.Client({
    ...{ ...address, host: '127.0.0.1', database: 'postgres', ssl: false, stream: () => socket },
    ...{ application_name: `bouclage ${process.pid}`, keepAlive: true },
  })
  client.on('error', () => {}) // its end is what counts, and whoever sits here listens for that
  try {
    await client.connect()
    await client.query('SELECT pg_advisory_lock_shared($1)', [usersLock])
  } catch (error) {
    await client.end().catch(() => {})
    return assertPassing(error)
  }
  return { port: address.port, client, socket, leave: () => leave(client, socket) }
}

async function leave(client: pg.Client, socket: Socket): Promise<boolean> {
  socket.ref()
  client.removeAllListeners('end')
  try {
    await client.query('SELECT pg_advisory_unlock_shared($1)', [usersLock])
    const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [usersLock])
    if (rows[0]?.alone) return true
  } catch {
    return false // the server is gone already
  }
  await client.end()
  return false
}

const wrongPassword = ['28P01', '28000']

function assertPassing(error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!wrongPassword.includes(code)) return undefined
  throw new NewsroomError(
    'SETTING_REFUSED',
    'The embedded PostgreSQL refuses the password kept in DATA_DIR (postgresql/password). Put back the file that belongs to this database.',
  )
}
