import type { ProofName } from './proof-parts.ts'

/** What tests told of themselves by way of `tell-results.mjs`. */
export type ToldResults = Readonly<{
  tests: number
  failed: readonly string[]
  /** Cases, rounds and findings, in the tests' own words. */
  said: readonly string[]
}>

export type ProofResult = ToldResults & Readonly<{ name: ProofName; passed: boolean; seconds: number }>

type Fact = { tests?: number; failed?: string; said?: string }

/** Reads the lines of `tell-results.mjs`; a last line that was cut off counts for nothing. */
export function readResults(lines: string): ToldResults {
  const facts = lines.split('\n').flatMap(readFact)
  return {
    tests: facts.reduce((sum, { tests = 0 }) => sum + tests, 0),
    failed: facts.flatMap(({ failed }) => failed ?? []),
    said: facts.flatMap(({ said }) => said ?? []),
  }
}

function readFact(line: string): Fact[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as Fact] // as tell-results.mjs wrote it
  } catch {
    return []
  }
}

/** The table at the end of the proofs: a line a part, and beneath it what its tests state. */
export function printResults(results: readonly ProofResult[]): string {
  const rows = results.map(({ name, passed, tests, seconds }) => [
    name,
    passed ? 'proven' : 'FAILED',
    `${tests} tests`,
    seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`,
  ])
  const widths = [0, 1, 2, 3].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  const lines = results.flatMap(({ failed, said }, index) => [
    (rows[index] ?? [])
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
    ...failed.map(title => `    failed: ${title}`),
    ...said.map(statement => `    ${statement}`),
  ])
  return `\n${lines.join('\n')}`
}
