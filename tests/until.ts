import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'

/** Resolves to the first answer that is not undefined, null or false; fails after half a minute without one. */
export async function until<Answer>(what: string, look: () => Promise<Answer>): Promise<NonNullable<Answer>> {
  const deadline = performance.now() + 30_000
  while (performance.now() < deadline) {
    const answer = await look()
    if (answer) return answer
    await pause(20)
  }
  return assert.fail(`waited in vain: ${what}`)
}
