import { execFile } from 'node:child_process'
import process from 'node:process'
import { promisify } from 'node:util'
import type { LoadGiven, LoadSeen } from './load.ts'
import { processorTimeOf } from './watch-process.ts'

export type Measure = {
  /** Requests a second, answered with 200. */
  rate: number
  /** Milliseconds. */
  median: number
  p99: number
  /** Milliseconds of the contender's processor time a request, PostgreSQL's apart; null where that cannot be read. */
  processor: number | null
}

export type Load = LoadGiven & { pid: number }

/**
 * Asks as fast as answers come, from a process of its own. Throws when an answer was no 200. The first second does not
 * count: who had nothing to do while others were asked has let go of connections and of compiled code.
 */
export async function measure({ pid, ...load }: Load): Promise<Measure> {
  await runLoad({ ...load, seconds: 1 })
  const before = processorTimeOf(pid)
  const seen = await runLoad(load)
  const after = processorTimeOf(pid)
  if (seen.wrong > 0) throw new Error(`${seen.wrong} of ${seen.total} requests to ${load.url} failed`)
  const processor = before === null || after === null || seen.total === 0 ? null : (after - before) / seen.total
  return { rate: seen.rate, median: seen.median, p99: seen.p99, processor }
}

/** In a process of its own, so that making load shares no thread with what measures it. */
async function runLoad(given: LoadGiven): Promise<LoadSeen> {
  const running = promisify(execFile)(process.execPath, ['--import', 'tsx', 'bench/load.ts'])
  running.child.stdin?.end(JSON.stringify(given))
  const { stdout } = await running
  return JSON.parse(stdout) as LoadSeen // printed by load.ts
}

/** The middle one; of an even number, the higher of the two in the middle. */
export const medianOf = (numbers: number[]): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? NaN
