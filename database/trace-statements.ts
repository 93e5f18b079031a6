import type { PrismaPg } from '@prisma/adapter-pg'
import type { SqlQueryable } from '@prisma/driver-adapter-utils'
import type { Pool } from 'pg'
import { isTracing, SpanKind, traceStep } from '../tracing.ts'

/** A statement as a step of what is traced: what it does and with which table, and nothing of its text or values. */
export function traceStatement<Result>(text: string, run: () => Promise<Result>): Promise<Result> {
  if (!isTracing()) return run()
  const summary = summaryOf(text)
  const facts = { 'db.system.name': 'postgresql', 'db.query.summary': summary }
  return traceStep({ name: summary, kind: SpanKind.CLIENT, facts }, run)
}

/**
 * Prisma's statements likewise; `onPool` is told of the connections that it makes for itself. Changes the adapter that it
 * is given.
 */
export function watchPrisma(factory: PrismaPg, onPool?: (pool: Pool) => void): PrismaPg {
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = traced(await connect())
    onPool?.(adapter.underlyingDriver())
    const startTransaction = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async isolation => traced(await startTransaction(isolation))
    return adapter
  }
  return factory
}

function traced<Queryable extends SqlQueryable>(queryable: Queryable): Queryable {
  const queryRaw = queryable.queryRaw.bind(queryable)
  const executeRaw = queryable.executeRaw.bind(queryable)
  queryable.queryRaw = query => traceStatement(query.sql, () => queryRaw(query))
  queryable.executeRaw = query => traceStatement(query.sql, () => executeRaw(query))
  return queryable
}

const summaries = new Map<string, string>()
/** Prisma writes a text for each number of values. */
const summariesAtMost = 5_000

/** What follows `from` and opens a bracket is a function: `extract(epoch from clock_timestamp())` names no table. */
const firstTable = /\b(?:from(?!\s+[\w".]+\()|into|update|table)\s+((?:"?\w+"?\.)?"?\w+"?)(?=[\s(;,)]|$)/i

/** `SELECT Article`, `WITH delivery.publication`: the first word, and the first table. */
export function summaryOf(text: string): string {
  const known = summaries.get(text)
  if (known) return known
  const [, verb = 'statement'] = /^(?:\s|--.*\n)*([a-z]+)/i.exec(text) ?? []
  const [, table = ''] = firstTable.exec(text) ?? []
  const summary = `${verb.toUpperCase()} ${table.replaceAll('"', '').replace(/^public\./, '')}`.trim()
  if (summaries.size >= summariesAtMost) summaries.clear()
  summaries.set(text, summary)
  return summary
}
