import { execFile } from 'node:child_process'
import process from 'node:process'
import { promisify } from 'node:util'
import type { Request } from './contenders.ts'
import { processorTimeOf } from './watch-process.ts'

export type Measure = {
  /** Requests a second, answered with 200. */
  rate: number
  /** Milliseconds; autocannon counts whole ones. */
  median: number
  p99: number
  /** Milliseconds of the contender's processor time a request, PostgreSQL's apart; null where that cannot be read. */
  processor: number | null
}

export type Load = { url: string; pid: number; requests: Request[]; connections: number; seconds: number }

/** Asks as fast as answers come, from a process of its own. Throws when an answer was no 200. */
export async function measure({ url, pid, ...load }: Load): Promise<Measure> {
  const before = processorTimeOf(pid)
  const given = JSON.stringify({ url, ...load })
  const { stdout } = await promisify(execFile)(process.execPath, ['bench/load.mjs', given], { maxBuffer: 2 ** 20 })
  const after = processorTimeOf(pid)
  // Written by load.mjs.
  const seen = JSON.parse(stdout) as { rate: number; total: number; median: number; p99: number; wrong: number }
  if (seen.wrong > 0) throw new Error(`${seen.wrong} of ${seen.total} requests to ${url} failed`)
  const processor = before === null || after === null || seen.total === 0 ? null : (after - before) / seen.total
  return { rate: seen.rate, median: seen.median, p99: seen.p99, processor }
}

/** The middle one; of an even number, the higher of the two in the middle. */
export const medianOf = (numbers: number[]): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? NaN
