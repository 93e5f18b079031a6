import { readEnvironment } from '../environment.ts'
import { NewsroomError } from '../errors.ts'
import { importDocument } from '../seed/import-documents.ts'
import { openAuthoring } from '../seed/open-authoring.ts'
import { generateWhenChanged } from './build-when-changed.ts'
import { withDatabase } from './open-newsroom.ts'
import { resolveForCaller, runCommand } from './run-command.ts'

await runCommand(async call => {
  if (call.args.length === 0) throw new NewsroomError('INVALID_INPUT', 'Name the documents: npm run import -- FILE…')
  const environment = readEnvironment()
  await generateWhenChanged(call)
  return withDatabase(environment, call, async ({ url }) => {
    const authoring = await openAuthoring(url, environment)
    let refused = 0
    try {
      for (const file of call.args) {
        // Each document stands or falls on its own; its slug is the command's output, a refusal is said beside it.
        await importDocument(authoring, resolveForCaller(file)).then(
          slug => process.stdout.write(`${slug}\n`),
          (error: unknown) => {
            if (!(error instanceof NewsroomError)) throw error
            refused += 1
            call.say(error.message)
          },
        )
      }
    } finally {
      await authoring.close()
    }
    return refused > 0 ? 1 : 0
  })
})
