import path from 'node:path'
import pg from 'pg'
import { applyMigrations } from '../database/apply-migrations.ts'
import { openDatabase, type OpenDatabase } from '../database/open-database.ts'
import { sqlOfPg, type Sql } from '../database/sql.ts'

export type BenchDatabase = {
  url: string
  pool: pg.Pool
  sql: Sql
  /** Whether the server counts statements. */
  isCounting: boolean
  drop: () => Promise<void>
}

const library = 'pg_stat_statements'

/** A migrated, empty database: on the server of `serverUrl`, else on one of the bench's own in data/bench. */
export async function openBenchDatabase(serverUrl?: string): Promise<BenchDatabase> {
  const server = await openServer(serverUrl)
  const name = `bouclage_bench_${process.pid}_${Date.now()}`
  await onServer(server.url, sql => sql(`create database ${name}`))
  const address = new URL(server.url)
  address.pathname = `/${name}`
  await applyMigrations(address.href, { log: () => {} })
  const pool = new pg.Pool({ connectionString: address.href, max: 2 })
  // Dropping a database ends connections that are just saying goodbye.
  pool.on('error', () => {})
  const sql = sqlOfPg(pool)
  return {
    ...{ url: address.href, pool, sql },
    isCounting: await startCounting(sql),
    async drop() {
      await pool.end()
      await onServer(server.url, run => run(`drop database if exists ${name} with (force)`))
      await server.close()
    },
  }
}

/** A server of our own counts statements: that takes a library which is loaded at its start. */
async function openServer(databaseUrl: string | undefined): Promise<OpenDatabase> {
  const open = () => openDatabase({ databaseUrl, dataDir: path.resolve('data/bench'), log: () => {} })
  const server = await open()
  if (!server.embedded) return server
  const isLoaded = await onServer(server.url, async sql => {
    const [row] = await sql<{ loaded: string }>(`select current_setting('shared_preload_libraries') as loaded`)
    if (row?.loaded.includes(library)) return true
    await sql(`alter system set shared_preload_libraries = '${library}'`)
    return false
  })
  if (isLoaded) return server
  await server.close()
  return open()
}

async function onServer<Result>(url: string, work: (sql: Sql) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(sqlOfPg(client))
  } finally {
    await client.end()
  }
}

async function startCounting(sql: Sql): Promise<boolean> {
  try {
    await sql(`create extension if not exists ${library}`)
    await sql(`select from ${library} limit 1`)
    return true
  } catch {
    return false // a server of somebody else, who has not loaded the library
  }
}
