import { execFile } from 'node:child_process'
import { readFile, readlink, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import type { ClusterFolder } from './cluster-folder.ts'

export type RunningServer = { pid: number; port: number; ready: boolean }

const writingMs = 5000

/**
 * The server that works on this folder now, by PostgreSQL's own lock file. A file left by a server that was killed is
 * removed when its process is gone or, the number being used again, is another program: PostgreSQL itself would refuse
 * to start beside it.
 */
export async function findRunningServer(folder: ClusterFolder): Promise<RunningServer | undefined> {
  const file = path.join(folder.cluster, 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const server = parse(text)
  if (server && (await worksOn(folder, server.pid))) return server
  if (server || (await isOld(file))) await removeStale(file, text)
  return undefined
}

async function removeStale(file: string, text: string): Promise<void> {
  const now = await readFile(file, 'utf8').catch(() => undefined)
  if (now === text) await rm(file, { force: true }) // else a new server wrote its own meanwhile
}

/** An unreadable file is one being written, or the rest of a crash. */
async function isOld(file: string): Promise<boolean> {
  const written = await stat(file).catch(() => undefined)
  return written !== undefined && Date.now() - written.mtimeMs > writingMs
}

// Line by line: process, data folder, start, port, socket folder, address, shared memory, status.
function parse(text: string): RunningServer | undefined {
  const lines = text.split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!pid || !port) return undefined // still being written
  return { pid, port, ready: lines[7]?.trim() === 'ready' }
}

/** PostgreSQL works inside its data folder, so its working directory tells a server of ours from any other process. */
async function worksOn({ cluster }: ClusterFolder, pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return namesFolder(cluster, pid)
  const working = `/proc/${pid}/cwd`
  try {
    await readlink(working) // refused for a zombie, whose folder stat would still give
    const [theirs, ours] = await Promise.all([stat(working), stat(cluster)])
    return theirs.dev === ours.dev && theirs.ino === ours.ino
  } catch {
    return false
  }
}

async function namesFolder(cluster: string, pid: number): Promise<boolean> {
  const ps = promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)])
  return ps.then(
    ({ stdout }) => stdout.includes(cluster),
    () => false,
  )
}
