import process from 'node:process'
import { variablesWithFile } from '../environment/variables.ts'
import { buildWhenChanged, generateWhenChanged } from './build-when-changed.ts'
import { checkSources } from './check-sources.ts'
import { provideBrowser } from './provide-browser.ts'
import { projectRoot, runCommand, type CommandCall } from './run-command.ts'
import { withoutTelemetry } from './run-keystone.ts'
import { runStep } from './run-step.mjs'
import { selectTests, type Selection } from './select-tests.ts'

// Measured on two cores: with more, starting servers wait for each other and nothing ends sooner.
const filesAtOnce = '2'
// For a whole file: a test that hangs is reported as such, and ends the run.
const fileTimeoutMs = 10 * 60 * 1000

await runCommand(async call => {
  const selections = selectTests(call.args)
  const needsBrowser = selections.some(({ part }) => part === 'browser')
  const browser = needsBrowser ? await provideBrowser(call) : undefined
  if (call.args.length === 0) {
    await generateWhenChanged(call)
    if (!(await checkSources(call))) return 1
  }
  await buildWhenChanged(call)
  for (const selection of selections) {
    const code = await runPart(selection, browser, call)
    if (code !== 0) return code
  }
  return 0
})

async function runPart({ part, files }: Selection, browser: string | undefined, { say, stop }: CommandCall) {
  say(`\nRunning the ${part} tests, ${files.length === 1 ? 'one file' : `${files.length} files`}.`)
  const args = [
    '--import',
    'tsx',
    '--test',
    '--test-reporter=spec',
    `--test-concurrency=${filesAtOnce}`,
    `--test-timeout=${fileTimeoutMs}`,
    ...files,
  ]
  const env = {
    ...variablesWithFile(),
    ...withoutTelemetry,
    NODE_ENV: 'test',
    ...(browser && { CHROMIUM_PATH: browser }),
  }
  return runStep({ command: process.execPath, args, cwd: projectRoot, env, stop })
}
