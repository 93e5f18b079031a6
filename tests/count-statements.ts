import pg from 'pg'

/** Counts the statements that this process sends to PostgreSQL: a measure of work that no busy machine distorts. */
export function startCountingStatements() {
  let sent = 0
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    sent += 1
    return query.apply(this, given as never)
    // One signature for the many of `query`, whose arguments are passed on as they came.
  } as typeof query
  return {
    async during<Result>(act: () => Promise<Result>): Promise<{ result: Result; statements: number }> {
      const before = sent
      const result = await act()
      return { result, statements: sent - before }
    },
    stop() {
      pg.Client.prototype.query = query
    },
  }
}
