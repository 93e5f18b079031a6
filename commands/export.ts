import process from 'node:process'
import { readEnvironment } from '../environment.ts'
import { NewsroomError } from '../errors.ts'
import { exportArticle } from '../seed/export-article.ts'
import { openAuthoring } from '../seed/open-authoring.ts'
import { generateWhenChanged } from './build-when-changed.ts'
import { withMigratedDatabase } from './open-newsroom.ts'
import { runCommand } from './run-command.ts'

await runCommand(async call => {
  const [slug, ...others] = call.args
  if (!slug || others.length > 0) {
    throw new NewsroomError('INVALID_INPUT', 'Name one article by its slug: npm run --silent export -- SLUG > FILE')
  }
  const environment = readEnvironment()
  await generateWhenChanged(call)
  await withMigratedDatabase(environment, call, async url => {
    const authoring = await openAuthoring(url, environment)
    await print(await exportArticle(authoring, slug).finally(authoring.close))
  })
})

function print(bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => process.stdout.write(bytes, error => (error ? reject(error) : resolve())))
}
