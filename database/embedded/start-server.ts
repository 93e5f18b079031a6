import { type ChildProcess, spawn } from 'node:child_process'
import { type FileHandle, open, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { NewsroomError } from '../../errors.ts'
import type { ClusterFolder } from './cluster-folder.ts'
import { findRunningServer } from './find-running-server.ts'
import { type ServerPrograms, serverEnvironment } from './run-as-server.ts'

const host = '127.0.0.1'
const attempts = 5
const pollMs = 10
const largestLog = 5_000_000

/** Starts PostgreSQL on the cluster, or finds that another command just did. */
export async function startServer(folder: ClusterFolder, programs: ServerPrograms): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const port = await choosePort(folder)
    if (await launch(folder, programs, port)) {
      await notePort(folder, port)
      return
    }
    if (await findRunningServer(folder)) return
  }
  const lines = (await readFile(folder.log, 'utf8')).trim().split('\n').slice(-3).join(' / ')
  throw new NewsroomError('SETTING_REFUSED', `PostgreSQL does not start on ${folder.cluster}. It says: ${lines}`)
}

/**
 * Detached, in a session of its own: Ctrl-C in the terminal reaches our process alone, which drains first. By hand and
 * not through pg_ctl, which looks only every 100 ms whether the server is up (that takes 30 ms).
 */
async function launch(folder: ClusterFolder, programs: ServerPrograms, port: number): Promise<boolean> {
  const log = await openLog(folder.log)
  const { uid, gid } = programs.account
  const values = ['-D', programs.pathsFor(folder).place, ...settings(port)]
  const stdio = ['ignore' as const, log.fd, log.fd]
  const options = { cwd: folder.cluster, uid, gid, detached: true, env: serverEnvironment, stdio }
  const child = spawn(programs.binaries.postgres, values, options)
  child.on('error', () => {}) // it has no exit code then
  child.unref()
  await log.close()
  return untilReady(folder, child)
}

async function openLog(file: string): Promise<FileHandle> {
  const size = await stat(file).then(
    ({ size }) => size,
    () => 0,
  )
  if (size > largestLog) await truncate(file)
  return open(file, 'a', 0o600)
}

function settings(port: number): string[] {
  const values = {
    port,
    listen_addresses: host,
    unix_socket_directories: '', // their paths are limited to 107 bytes, and the port is enough
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off', // the log is for what went wrong
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** False when it ended instead: another command was faster, the port is taken, or something is broken. */
async function untilReady(folder: ClusterFolder, child: ChildProcess): Promise<boolean> {
  const ended = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null
  while (!ended()) {
    const server = await findRunningServer(folder)
    if (server?.pid === child.pid && server?.ready) return true
    await pause(pollMs)
  }
  return false
}

/** Only a new one: on a full disk, writing it again would leave an empty file, and the next start at another port. */
async function notePort(folder: ClusterFolder, port: number): Promise<void> {
  if ((await lastPort(folder)) !== port) await writeFile(folder.port, `${port}\n`)
}

const lastPort = async (folder: ClusterFolder): Promise<number> =>
  Number(await readFile(folder.port, 'utf8').catch(() => 0))

/** The same port as last time where it is free, so that an address written down elsewhere stays right. */
async function choosePort(folder: ClusterFolder): Promise<number> {
  const last = await lastPort(folder)
  return (last > 0 && (await tryPort(last))) || (await tryPort(0)) || Promise.reject(noPort())
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise(resolve => {
    const probe = createServer()
    probe.on('error', () => resolve(undefined))
    probe.listen({ port, host, exclusive: true }, () => {
      const address = probe.address()
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : undefined))
    })
  })
}

const noPort = (): NewsroomError => new NewsroomError('SETTING_REFUSED', `No port is free on ${host} for PostgreSQL.`)
