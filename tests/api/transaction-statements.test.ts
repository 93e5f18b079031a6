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

test('what resolvers ask side by side in a transaction runs in turn, and each has its whole time', async () => {
  const pool = openPool({ connectionString: database.url, max: 1, query_timeout: 400 })
  const adapter = await watchPrisma(new PrismaPg(pool, { disposeExternalPool: true })).connect()
  const transaction = await adapter.startTransaction()

  const naps = ['1', '2', '3', '4'].map(nap => transaction.queryRaw(statement(`select ${nap} from pg_sleep(0.2)`)))
  const answers = await Promise.all(naps)

  assert.deepEqual(
    answers.map(({ rows }) => rows[0]?.[0]),
    [1, 2, 3, 4],
  )
  await transaction.executeRaw(statement('commit'))
  await transaction.commit()
  await adapter.dispose()
})

test('a statement that fails is told of, and lets the next one begin', async () => {
  const failures: unknown[] = []
  const factory = new PrismaPg({ connectionString: database.url, max: 1 })
  const adapter = await watchPrisma(factory, { onFailure: error => void failures.push(error) }).connect()
  const transaction = await adapter.startTransaction()

  const failed = transaction.queryRaw(statement('select nothing from nowhere'))
  const undone = transaction.executeRaw(statement('rollback'))

  await assert.rejects(failed, error => failures.includes(error))
  await undone
  await transaction.rollback()
  assert.deepEqual((await adapter.queryRaw(statement('select 5'))).rows, [[5]])
  await adapter.dispose()
})
