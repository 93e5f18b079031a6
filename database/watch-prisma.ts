import type { PrismaPg } from '@prisma/adapter-pg'
import type { SqlQueryable } from '@prisma/driver-adapter-utils'
import type { Pool } from 'pg'
import { lineUp, type Line } from './line-up.ts'
import { traceStatement } from './trace-statements.ts'

type Watch = <Result>(text: string, run: () => Promise<Result>) => Promise<Result>

/**
 * Prisma's statements as steps of what is traced, those of a transaction one after another. `onPool` is told of the
 * connections that Prisma makes for itself, `onFailure` of what a statement failed with. Changes the adapter that it is
 * given.
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
    const adapter = watched(await connect(), watch, atOnce)
    onPool?.(adapter.underlyingDriver())
    const startTransaction = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async isolation => watched(await startTransaction(isolation), watch, lineUp())
    return adapter
  }
  return factory
}

/** Outside a transaction each statement has a connection to itself. */
const atOnce: Line = statement => statement()

function watched<Queryable extends SqlQueryable>(queryable: Queryable, watch: Watch, line: Line): Queryable {
  const queryRaw = queryable.queryRaw.bind(queryable)
  const executeRaw = queryable.executeRaw.bind(queryable)
  queryable.queryRaw = query => line(() => watch(query.sql, () => queryRaw(query)))
  queryable.executeRaw = query => line(() => watch(query.sql, () => executeRaw(query)))
  return queryable
}
