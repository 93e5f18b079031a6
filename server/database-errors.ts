import { NewsroomError } from '../errors.ts'

/** Prisma's and the system's codes for a database that cannot be reached, is full of work, or is shutting down. */
const unreachable = /^(P1001|P1002|P1008|P1017|P2024|P2037|ECONNREFUSED|ECONNRESET|ETIMEDOUT|57P0[123]|53300)$/

/** What the database's complaint means for a person, if it is one that they can do something about. */
export function databaseRefusal(error: unknown): NewsroomError | undefined {
  const codes = codesIn(error)
  if (codes.some(code => unreachable.test(code))) {
    return new NewsroomError('UNAVAILABLE', 'The database does not answer at the moment. Try again in a minute.')
  }
  if (codes.includes('P2002')) {
    return new NewsroomError(
      'INVALID_INPUT',
      'Something else already has this value, and only one may. Choose another.',
    )
  }
  if (isConflict(error)) {
    return new NewsroomError(
      'UNAVAILABLE',
      'Others changed the same things at the same moment, and nothing of yours was stored. Try again.',
    )
  }
  return undefined
}

/**
 * PostgreSQL ended this transaction so that another could go on: two waited for each other. Keystone keeps of what a
 * hook throws the message alone, so that is where the code is looked for.
 */
export function isConflict(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return codesIn(error).includes('P2034') || /Code: `(40P01|40001)`|write conflict or a deadlock/.test(error.message)
}

function codesIn(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const inner = 'originalError' in error ? error.originalError : error.cause
  return [...code, ...codesIn(inner)]
}
