import process from 'node:process'
import { variablesWithFile } from '../environment/variables.ts'
import { projectRoot, type CommandCall } from './run-command.ts'
import { withoutTelemetry } from './run-keystone.ts'
import { runStep } from './run-step.mjs'

// Measured on two cores: with more, starting servers wait for each other and nothing ends sooner.
const filesAtOnce = '2'
// For a whole file: a test that hangs is reported as such, and ends the run.
const normalTimeoutMs = 10 * 60 * 1000

export type TestRun = {
  files: readonly string[]
  /** The Chromium of the browser tests. */
  browser?: string | undefined
  /** Laid over the environment of this process. */
  variables?: Readonly<Record<string, string>>
  /** A file to which `tell-results.mjs` writes what the tests say of themselves. */
  resultsTo?: string
  timeoutMs?: number
}

/** Runs test files with Node's own runner, so that everybody sees what it prints; resolves to its exit code. */
export function runTestFiles(run: TestRun, { stop }: Pick<CommandCall, 'stop'>): Promise<number> {
  const { files, browser, variables, resultsTo, timeoutMs = normalTimeoutMs } = run
  const args = [
    ...['--import', 'tsx', '--test'],
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...(resultsTo ? ['--test-reporter=./commands/tell-results.mjs', `--test-reporter-destination=${resultsTo}`] : []),
    `--test-concurrency=${filesAtOnce}`,
    `--test-timeout=${timeoutMs}`,
    ...files,
  ]
  const env = {
    ...variablesWithFile(),
    ...withoutTelemetry,
    NODE_ENV: 'test',
    ...(browser && { CHROMIUM_PATH: browser }),
    ...variables,
  }
  return runStep({ command: process.execPath, args, cwd: projectRoot, env, stop })
}
