import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { lookAt } from './assert-nothing-lost.ts'
import type { RunningNewsroom } from './running-newsroom.ts'

/** Options of Node under which a server can be measured. */
export const measurable = ['--expose-gc', '--import', path.join(import.meta.dirname, 'measure-process.mjs')]

/** What a server holds after everything that nobody needs was collected; bytes and counts. */
export type Measure = {
  heapUsed: number
  external: number
  rss: number
  timers: number
  files: number
  connections: number
}

export async function measureNewsroom(newsroom: RunningNewsroom): Promise<Measure> {
  const serving = newsroom.serving()
  return {
    ...(await askProcess(serving)),
    files: await countFiles(serving.pid),
    connections: await countConnections(newsroom),
  }
}

async function askProcess(serving: ChildProcess): Promise<Omit<Measure, 'files' | 'connections'>> {
  serving.send('measure')
  const [measure] = (await once(serving, 'message')) as [Omit<Measure, 'files' | 'connections'>] // as measure-process.mjs answers
  return measure
}

/** Open files and sockets, where the system tells. */
async function countFiles(pid: number | undefined): Promise<number> {
  return process.platform === 'linux' ? (await readdir(`/proc/${pid}/fd`)).length : 0
}

const countConnections = ({ databaseUrl }: RunningNewsroom) =>
  lookAt(databaseUrl, async sql => {
    const [row] = await sql<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )
    return row?.count ?? 0
  })
