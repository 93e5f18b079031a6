import { createHash } from 'node:crypto'
import type pg from 'pg'

import { traceStatement } from '../database/trace-statements.ts'
import { NewsroomError } from '../errors.ts'

/** Runs one prepared statement of a fixed text. Throws `UNAVAILABLE` when the database does not answer in time. */
export type ReadRows = <Row extends pg.QueryResultRow>(text: string, values: unknown[]) => Promise<Row[]>

/**
 * `ReadRows` on a pool, or on one connection for one statement at a time. Texts come from a small fixed set, so the
 * connections keep each one's plan by its name.
 */
export const readRowsFrom =
  (pool: pg.Pool | pg.PoolClient): ReadRows =>
  async <Row extends pg.QueryResultRow>(text: string, values: unknown[]) => {
    try {
      const name = text.startsWith(plannedAnew) ? undefined : statementName(text)
      return (await traceStatement(text, () => pool.query<Row>({ name, text, values }))).rows
    } catch (error) {
      throw outageInWords(error)
    }
  }

/** `UNAVAILABLE` for an error that means that the database is away; any other as it is. */
export const outageInWords = (error: unknown): unknown => (isOutage(error) ? notAnswering(error) : error)

/** Begins a text whose best plan depends on its values, as when a word may be in all stories or in none. */
export const plannedAnew = '-- planned anew each time'

const names = new Map<string, string>()

function statementName(text: string): string {
  const name = names.get(text) ?? `delivery_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`
  names.set(text, name)
  return name
}

/** SQLSTATE classes: 08 connection, 53 resources, 57 operator intervention (a statement that ran too long included). */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return (
    /^(08|53|57)/.test(code) || /^E[A-Z]+$/.test(code) || /connect|Connection terminated|timeout/i.test(error.message)
  )
}

function notAnswering(cause: unknown): NewsroomError {
  const refusal = new NewsroomError(
    'UNAVAILABLE',
    'The database did not answer in time. Nothing is wrong with the query; ask again in a moment.',
  )
  refusal.cause = cause
  return refusal
}
