import { readEnvironment } from '../environment.ts'
import { NewsroomError } from '../errors.ts'
import { importDocument } from '../seed/import-documents.ts'
import { openAuthoring, type Authoring } from '../seed/open-authoring.ts'
import { generateWhenChanged } from './build-when-changed.ts'
import { withMigratedDatabase } from './open-newsroom.ts'
import { resolveForCaller, runCommand, type CommandCall } from './run-command.ts'

await runCommand(async call => {
  const files = call.args.map(resolveForCaller)
  if (files.length === 0) throw new NewsroomError('INVALID_INPUT', 'Name the documents: npm run import -- FILE…')
  const environment = readEnvironment()
  await generateWhenChanged(call)
  return withMigratedDatabase(environment, call, async url => {
    const authoring = await openAuthoring(url, environment)
    return importEach(files, authoring, call).finally(authoring.close)
  })
})

/** A document that is refused does not keep the others out; the command's exit code tells of it. */
async function importEach(files: string[], authoring: Authoring, { say, stop }: CommandCall): Promise<number> {
  let refused = 0
  for (const file of files) {
    stop.throwIfAborted()
    try {
      console.log(await importDocument(authoring, file))
    } catch (error) {
      if (!(error instanceof NewsroomError)) throw error
      say(`${file}: ${error.message}`)
      refused += 1
    }
  }
  return refused === 0 ? 0 : 1
}
