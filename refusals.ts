import { AsyncLocalStorage } from 'node:async_hooks'
import { NewsroomError } from './errors.ts'

const slot = new AsyncLocalStorage<{ refusal?: NewsroomError }>()

/** Notes a refusal before it is thrown inside a Keystone hook, since Keystone keeps only the message of what it catches. */
export function rememberRefusal(error: unknown): void {
  const kept = slot.getStore()
  if (kept && error instanceof NewsroomError) kept.refusal ??= error
}

/** Runs a mutation; when it fails because of a remembered refusal, that refusal is what is thrown. */
export function withRefusals<Result>(run: () => Promise<Result>): Promise<Result> {
  const kept: { refusal?: NewsroomError } = {}
  return slot.run(kept, async () => {
    try {
      return await run()
    } catch (error) {
      // Another failure after a refusal that was caught is not to be taken for it.
      const isWrapped = error instanceof Error && kept.refusal && error.message.includes(kept.refusal.message)
      throw isWrapped ? kept.refusal : error
    }
  })
}

/** A script's work through GraphQL: a refusal comes out as itself, not as the GraphQLError around it. */
export async function unwrapRefusal<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    const original = error instanceof Error && 'originalError' in error ? error.originalError : null
    throw original instanceof NewsroomError ? original : error
  }
}
