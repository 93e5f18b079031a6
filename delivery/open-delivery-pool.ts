import type pg from 'pg'
import { openPool } from '../database/open-pool.ts'

/** Longer than any query within our limits takes on a loaded machine, and short enough that none holds a connection. */
const statementMilliseconds = 5_000

/**
 * Pages of a tag walk its index in order and stop. At the default of 4, PostgreSQL prefers to gather and sort all of a
 * large tag's rows where most tags are small: 1,020 ms instead of 14 for a list with similar stories (20,000 stories).
 */
const randomPageCost = 1.1

/**
 * Connections for delivery alone: read-only sessions, so that not even a mistake of ours could write, with a time limit
 * for each statement and for waiting. The caller ends the pool.
 */
export function openDeliveryPool({ databaseUrl, max = 10 }: { databaseUrl: string; max?: number }): pg.Pool {
  return openPool({
    connectionString: databaseUrl,
    max,
    application_name: 'bouclage-delivery',
    options: `-c default_transaction_read_only=on -c random_page_cost=${randomPageCost}`,
    statement_timeout: statementMilliseconds,
    // PostgreSQL ends it, or else we do.
    query_timeout: statementMilliseconds + 1_000,
  })
}
