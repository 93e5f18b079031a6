import pg from 'pg'

/**
 * How long we wait for PostgreSQL, so that nobody waits for ever behind a database that hangs or is full of work. It ends
 * a statement by itself; when it does not even do that, we let go of the connection a little later.
 */
const patience = {
  connectionTimeoutMillis: 5_000,
  statement_timeout: 10_000,
  query_timeout: 12_000,
  // Longer than any transaction of ours may last: this ends those of a process that was frozen or cut off.
  idle_in_transaction_session_timeout: 65_000,
} as const

/** Connections of a process that serves. The caller ends the pool, and may be more or less patient. */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...patience, keepAlive: true, ...config })
  // A connection that breaks while nobody uses it is replaced by the next statement; unheard, it would end the process.
  pool.on('error', () => {})
  pool.on('release', (_error, client) => letGoOfUnfinished(client))
  return pool
}

/**
 * After a statement that was given up, its transaction may still be open when its connection comes back: whoever got it
 * next would write into that transaction, be answered, and lose everything. The pool drops a connection that ends.
 */
function letGoOfUnfinished(client: pg.PoolClient): void {
  if (client.getTransactionStatus() !== 'I') void client.end().catch(() => {})
}
