import { generateWhenChanged } from './build-when-changed.ts'
import { checkSources } from './check-sources.ts'
import { runCommand } from './run-command.ts'

await runCommand(async call => {
  await generateWhenChanged(call)
  return (await checkSources(call)) ? 0 : 1
})
