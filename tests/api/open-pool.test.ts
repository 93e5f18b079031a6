import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Pool, PoolClient } from 'pg'
import { openPool } from '../../database/open-pool.ts'
import { freshDatabase, type FreshDatabase } from '../fresh-database.ts'

let database: FreshDatabase
let pool: Pool
before(async () => {
  database = await freshDatabase()
  pool = openPool({ connectionString: database.url, max: 1, query_timeout: 300, statement_timeout: 0 })
  await pool.query('create table note (text text)')
})
after(async () => {
  await pool?.end()
  await database?.drop()
})

const pidOf = async (client: PoolClient | Pool) =>
  (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid

test('whoever comes after a statement that was given up does not land in its transaction', async () => {
  const first = await pool.connect()
  const pid = await pidOf(first)
  await first.query(`begin; insert into note values ('half done')`)

  await assert.rejects(first.query('select pg_sleep(60)'), /Query read timeout/)
  await assert.rejects(first.query('rollback'), /Query read timeout/)
  first.release()
  await pool.query(`insert into note values ('acknowledged')`)

  assert.notEqual(await pidOf(pool), pid)
  assert.deepEqual((await pool.query('select text from note')).rows, [{ text: 'acknowledged' }])
})

test('a connection that comes back in order is used again', async () => {
  const first = await pool.connect()
  const pid = await pidOf(first)
  await first.query('begin')
  await first.query('commit')

  first.release()

  assert.equal(await pidOf(pool), pid)
})
