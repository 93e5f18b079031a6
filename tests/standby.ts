import { execFile } from 'node:child_process'
import { appendFile, chown, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { applyMigrations } from '../database/apply-migrations.ts'
import { clusterFolderIn } from '../database/embedded/cluster-folder.ts'
import { openDatabase } from '../database/open-database.ts'

export type Replicated = {
  primary: pg.Client
  primaryUrl: string
  /** A read replica of the primary: PostgreSQL's own streaming replication. */
  standby: pg.Client
  standbyUrl: string
  close: () => Promise<void>
}

const project = path.resolve(import.meta.dirname, '..')

/** A migrated server of the test's own and a standby that follows it, both from an empty folder. */
export async function startReplicated(): Promise<Replicated> {
  const [first, second] = [await newFolder(), await newFolder()]
  const original = await openDatabase({ databaseUrl: undefined, dataDir: first, log: () => {} })
  await applyMigrations(original.url, { log: () => {} })
  const primary = await connect(original.url)
  await copyCluster(primary, { first, second, url: original.url })
  const copy = await openDatabase({ databaseUrl: undefined, dataDir: second, log: () => {} })
  const standby = await connect(copy.url)
  return {
    ...{ primary, standby, primaryUrl: original.url, standbyUrl: copy.url },
    async close() {
      await Promise.all([primary.end(), standby.end()])
      await copy.close()
      await original.close()
      await Promise.all([first, second].map(folder => rm(folder, { recursive: true, force: true })))
    },
  }
}

/** Beside the other test servers: where tests run as root, the server's own user can enter there. */
async function newFolder(): Promise<string> {
  await mkdir(path.join(project, 'data', 'test'), { recursive: true })
  return mkdtemp(path.join(project, 'data', 'test', 'replicated-'))
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** PostgreSQL's own way of an online copy: “Making a Base Backup Using the Low Level API” in its manual. */
async function copyCluster(primary: pg.Client, { first, second, url }: { first: string; second: string; url: string }) {
  const [from, to] = [clusterFolderIn(first), clusterFolderIn(second)]
  await primary.query(`select pg_backup_start('standby', true)`)
  await promisify(execFile)('cp', ['-a', from.home, to.home])
  const { rows } = await primary.query<{ labelfile: string }>('select labelfile from pg_backup_stop()')
  await Promise.all([to.port, path.join(to.cluster, 'postmaster.pid')].map(file => rm(file, { force: true })))
  const { hostname, port, username, password } = new URL(url)
  const followed = `host=${hostname} port=${port} user=${username} password=${password}`
  await appendFile(path.join(to.cluster, 'postgresql.auto.conf'), `primary_conninfo = '${followed}'\n`)
  const { uid, gid } = await stat(to.cluster)
  for (const [name, text] of Object.entries({ backup_label: rows[0]?.labelfile ?? '', 'standby.signal': '' })) {
    await writeFile(path.join(to.cluster, name), text)
    await chown(path.join(to.cluster, name), uid, gid)
  }
}
