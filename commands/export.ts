import { readEnvironment } from '../environment.ts'
import { NewsroomError } from '../errors.ts'
import { exportArticle } from '../seed/export-article.ts'
import { openAuthoring } from '../seed/open-authoring.ts'
import { generateWhenChanged } from './build-when-changed.ts'
import { withDatabase } from './open-newsroom.ts'
import { runCommand } from './run-command.ts'

await runCommand(async call => {
  const [slug] = call.args
  if (!slug || call.args.length > 1)
    throw new NewsroomError('INVALID_INPUT', 'Name one article by its slug: npm run --silent export -- SLUG')
  const environment = readEnvironment()
  await generateWhenChanged(call)
  await withDatabase(environment, call, async ({ url }) => {
    const authoring = await openAuthoring(url, environment)
    try {
      process.stdout.write(await exportArticle(authoring, slug))
    } finally {
      await authoring.close()
    }
  })
})
