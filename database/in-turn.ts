/**
 * Calls that begin one after another, whether the one before succeeded or not: a connection takes one statement at a
 * time, and what waits is not yet counted as running.
 */
export function inTurn(): <Result>(call: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return call => {
    const result = last.then(call)
    last = result.catch(() => {})
    return result
  }
}
