import type { TestContext } from 'node:test'

/** How many of the last lines are shown: a stack or two, and what came before. */
const linesTold = 60

/**
 * A test that, when it fails, also shows what its server printed last: a fault that comes once in twenty rounds should
 * not have to be met again to be understood.
 */
export function tellWhenFailed(printed: () => string, body: (t: TestContext) => Promise<void>) {
  return async (t: TestContext) => {
    try {
      await body(t)
    } catch (error) {
      for (const line of printed().split('\n').slice(-linesTold)) t.diagnostic(line)
      throw error
    }
  }
}
