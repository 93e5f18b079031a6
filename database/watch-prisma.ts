import type { PrismaPg } from '@prisma/adapter-pg'
import type { SqlQueryable } from '@prisma/driver-adapter-utils'
import type { Pool } from 'pg'
import { traceStatement } from './trace-statements.ts'

type Watch = <Result>(text: string, run: () => Promise<Result>) => Promise<Result>

/**
 * Prisma's statements as steps of what is traced. `onPool` is told of the connections that Prisma makes for itself,
 * `onFailure` of what a statement failed with. Changes the adapter that it is given.
 */
export function watchPrisma(
  factory: PrismaPg,
  { onPool, onFailure }: { onPool?: (pool: Pool) => void; onFailure?: (error: unknown) => void } = {},
): PrismaPg {
  const watch: Watch = (text, run) =>
    traceStatement(text, run).catch((error: unknown) => {
      onFailure?.(error)
      throw error
    })
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = watched(await connect(), watch)
    onPool?.(adapter.underlyingDriver())
    const startTransaction = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async isolation => watched(await startTransaction(isolation), watch)
    return adapter
  }
  return factory
}

function watched<Queryable extends SqlQueryable>(queryable: Queryable, watch: Watch): Queryable {
  const queryRaw = queryable.queryRaw.bind(queryable)
  const executeRaw = queryable.executeRaw.bind(queryable)
  queryable.queryRaw = query => watch(query.sql, () => queryRaw(query))
  queryable.executeRaw = query => watch(query.sql, () => executeRaw(query))
  return queryable
}
