import { buildWhenChanged, generateWhenChanged } from './build-when-changed.ts'
import { checkSources } from './check-sources.ts'
import { provideBrowser } from './provide-browser.ts'
import { runCommand } from './run-command.ts'
import { runTestFiles } from './run-test-files.ts'
import { selectTests } from './select-tests.ts'

await runCommand(async call => {
  const selections = selectTests(call.args)
  const needsBrowser = selections.some(({ part }) => part === 'browser')
  const browser = needsBrowser ? await provideBrowser(call) : undefined
  if (call.args.length === 0) {
    await generateWhenChanged(call)
    if (!(await checkSources(call))) return 1
  }
  await buildWhenChanged(call)
  for (const { part, files } of selections) {
    call.say(`\nRunning the ${part} tests, ${files.length === 1 ? 'one file' : `${files.length} files`}.`)
    const code = await runTestFiles({ files, browser }, call)
    if (code !== 0) return code
  }
  return 0
})
