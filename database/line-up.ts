/** Runs a statement when all before it are done, and resolves or fails as it does. */
export type Line = <Result>(statement: () => Promise<Result>) => Promise<Result>

/**
 * A line for the statements of one transaction, which its resolvers ask side by side while PostgreSQL takes them one by
 * one. One that gets no answer from PostgreSQL ends the line: what waits behind it fails with the same error, unsent,
 * and does not wait for as long again.
 */
export function lineUp(): Line {
  let done: Promise<unknown> = Promise.resolve()
  return statement => {
    const result = done.then(statement)
    done = result.catch((error: unknown) => {
      if (!isAnswered(error)) throw error
    })
    // Whoever asked for the statement hears of its failure; the line alone has nobody to tell.
    done.catch(() => {})
    return result
  }
}

/** PostgreSQL refused the statement itself, and takes others: a `DriverAdapterError` says with which code. */
const isAnswered = (error: unknown): boolean =>
  error instanceof Error && error.cause instanceof Object && 'originalCode' in error.cause
