import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlQuery } from '@prisma/driver-adapter-utils'
import { openPool } from '../../database/open-pool.ts'
import { watchPrisma } from '../../database/watch-prisma.ts'
import { freshDatabase, type FreshDatabase } from '../fresh-database.ts'

let database: FreshDatabase
before(async () => {
  database = await freshDatabase()
})
after(() => database?.drop())

const statement = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] })

test('a statement of Prisma’s that fails is told of, within a transaction and outside of one', async () => {
  const failures: unknown[] = []
  const factory = new PrismaPg({ connectionString: database.url, max: 1 })
  const adapter = await watchPrisma(factory, { onFailure: error => void failures.push(error) }).connect()
  const outside = adapter.queryRaw(statement('select nothing from nowhere'))
  await assert.rejects(outside, error => failures.at(-1) === error)
  const transaction = await adapter.startTransaction()

  const within = transaction.queryRaw(statement('select nothing from nowhere'))

  await assert.rejects(within, error => failures.at(-1) === error)
  assert.equal(failures.length, 2)
  await transaction.executeRaw(statement('rollback'))
  await transaction.rollback()
  assert.deepEqual((await adapter.queryRaw(statement('select 5'))).rows, [[5]])
  await adapter.dispose()
})

/** A transaction on the only connection of a pool that waits for an answer for 300 ms, and what is sent on it. */
async function openTransaction() {
  const sent: unknown[] = []
  const pool = openPool({ connectionString: database.url, max: 1, query_timeout: 300, statement_timeout: 0 })
  const adapter = await watchPrisma(new PrismaPg(pool)).connect()
  pool.on('connect', client => {
    const query = client.query.bind(client) as (config: { text: string }) => Promise<unknown>
    client.query = ((config: { text: string }) => {
      sent.push(config.text)
      return query(config)
    }) as typeof client.query
  })
  return { pool, sent, transaction: await adapter.startTransaction() }
}

test('statements asked for side by side in one transaction are sent one by one, and one that is refused ends no other', async () => {
  const warnings: Error[] = []
  const note = (warning: Error) => void warnings.push(warning)
  process.on('warning', note)
  const { pool, transaction } = await openTransaction()
  await transaction.createSavepoint?.('before')
  const asked = ['select 1', 'select 2', 'select nothing from nowhere', 'rollback to savepoint before', 'select 3']

  const outcomes = await Promise.allSettled(asked.map(sql => transaction.queryRaw(statement(sql))))

  await transaction.executeRaw(statement('commit'))
  await transaction.commit()
  await pool.end()
  process.off('warning', note)
  assert.deepEqual(
    outcomes.map(outcome => (outcome.status === 'fulfilled' ? outcome.value.rows : 'refused')),
    [[[1]], [[2]], 'refused', [], [[3]]],
  )
  assert.deepEqual(warnings, [])
})

test('behind a statement that gets no answer, nothing else of its transaction is sent or waited for', async () => {
  const { pool, sent, transaction } = await openTransaction()
  await transaction.executeRaw(statement('create table kept (text text)'))
  sent.length = 0
  const asked = ['select pg_sleep(60)', `insert into kept values ('half done')`, 'select 1', 'commit']

  const outcomes = await Promise.allSettled(asked.map(sql => transaction.queryRaw(statement(sql))))

  await transaction.rollback()
  await pool.end()
  const again = await watchPrisma(new PrismaPg({ connectionString: database.url })).connect()
  const { rows } = await again.queryRaw(statement(`select to_regclass('kept')::text`))
  await again.dispose()
  assert.deepEqual(
    outcomes.map(outcome => (outcome.status === 'rejected' ? String(outcome.reason) : 'answered')),
    asked.map(() => 'Error: Query read timeout'),
  )
  assert.deepEqual([sent, rows], [asked.slice(0, 1), [[null]]])
})
