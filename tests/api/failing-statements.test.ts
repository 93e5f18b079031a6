import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlQuery } from '@prisma/driver-adapter-utils'
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
