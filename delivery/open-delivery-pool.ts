import pg from 'pg'

/** Longer than any query within our limits takes on a loaded machine, and short enough that none holds a connection. */
const statementMilliseconds = 5_000

/**
 * Connections for delivery alone: read-only sessions, so that not even a mistake of ours could write, with a time limit
 * for each statement and for waiting. The caller ends the pool.
 */
export function openDeliveryPool({ databaseUrl, max = 10 }: { databaseUrl: string; max?: number }): pg.Pool {
  return new pg.Pool({
    connectionString: databaseUrl,
    max,
    application_name: 'bouclage-delivery',
    options: '-c default_transaction_read_only=on',
    statement_timeout: statementMilliseconds,
    connectionTimeoutMillis: statementMilliseconds,
    keepAlive: true,
  })
}
