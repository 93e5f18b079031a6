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
      throw kept.refusal ?? error
    }
  })
}
