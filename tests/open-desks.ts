import assert from 'node:assert/strict'
import pg from 'pg'
import { sqlOfPg, type Sql } from '../database/sql.ts'

/** A connection of its own, as one editor's request has it. */
export type Desk = { sql: Sql; inTransaction: <Result>(work: () => Promise<Result>) => Promise<Result>; pid: number }

/** As many connections as asked for, to one database. */
export async function openDesks(url: string, count: number): Promise<{ desks: Desk[]; close(): Promise<void> }> {
  const clients = Array.from({ length: count }, () => new pg.Client({ connectionString: url }))
  const desks = await Promise.all(clients.map(openDesk))
  return { desks, close: async () => void (await Promise.all(clients.map(client => client.end()))) }
}

/** Resolves as soon as the desk stands in line for a lock that another holds. */
export async function untilWaiting(observer: Desk, waiting: Desk): Promise<void> {
  for (let look = 0; look < 20_000; look++) {
    const [blocked] = await observer.sql(`select 1 where cardinality(pg_blocking_pids($1)) > 0`, [waiting.pid])
    if (blocked) return
  }
  assert.fail('nobody waits')
}

async function openDesk(client: pg.Client): Promise<Desk> {
  await client.connect()
  const sql = sqlOfPg(client)
  const [row] = await sql<{ pid: number }>(`select pg_backend_pid() as pid`)
  assert.ok(row)
  const inTransaction = async <Result>(work: () => Promise<Result>) => {
    await client.query('begin')
    try {
      const result = await work()
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback')
      throw error
    }
  }
  return { sql, inTransaction, pid: row.pid }
}
