import { readEnvironment } from '../environment.ts'
import { NewsroomError } from '../errors.ts'
import { openAuthoring } from '../seed/open-authoring.ts'
import { resetContent } from '../seed/reset-content.ts'
import { generateWhenChanged } from './build-when-changed.ts'
import { withMigratedDatabase } from './open-newsroom.ts'
import { runCommand } from './run-command.ts'

await runCommand(async call => {
  const environment = readEnvironment()
  const isTrial = environment.trialMode && environment.nodeEnv !== 'production'
  if (!isTrial && !call.args.includes('--yes')) throw mustBeMeant()
  await generateWhenChanged(call)
  await withMigratedDatabase(environment, call, async url => {
    const authoring = await openAuthoring(url, environment)
    const slugs = await resetContent(authoring, { folder: 'seed' }).finally(authoring.close)
    for (const slug of slugs) console.log(slug)
  })
})

function mustBeMeant(): NewsroomError {
  return new NewsroomError(
    'SETTING_REFUSED',
    'This is no trial: a seed would replace every article, picture and tag in this database. ' +
      'If that is meant, say so: npm run seed -- --yes',
  )
}
