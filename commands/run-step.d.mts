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
  /** Where what it prints goes: apart from a command's own output, when that is meant to be read by a program. */
  output?: 'stdout' | 'stderr'
}): Promise<number>
