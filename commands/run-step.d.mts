import type { HeldLock } from './hold-lock.mjs'

export function runStep(step: {
  command: string
  args: string[]
  cwd: string
  env: Readonly<Record<string, string | undefined>>
  lock?: HeldLock
  stop: AbortSignal
  /** Whether the step may ask the person at the terminal. */
  input?: boolean
}): Promise<number>
