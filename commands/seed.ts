import { readEnvironment } from '../environment.ts'
import { NewsroomError } from '../errors.ts'
import { openAuthoring } from '../seed/open-authoring.ts'
import { resetContent } from '../seed/reset-content.ts'
import { applyMigrations } from '../database/apply-migrations.ts'
import { generateWhenChanged } from './build-when-changed.ts'
import { withDatabase } from './open-newsroom.ts'
import { runCommand } from './run-command.ts'

await runCommand(async call => {
  const environment = readEnvironment()
  if (!environment.trialMode && !call.args.includes('--yes')) {
    throw new NewsroomError(
      'SETTING_REFUSED',
      'This would replace all content of a newsroom that is no trial. If that is what you want: npm run seed -- --yes',
    )
  }
  await generateWhenChanged(call)
  await withDatabase(environment, call, async ({ url }) => {
    await applyMigrations(url, { log: call.say })
    const authoring = await openAuthoring(url, environment)
    try {
      const slugs = await resetContent(authoring, { folder: 'seed' })
      process.stdout.write(slugs.map(slug => `${slug}\n`).join(''))
    } finally {
      await authoring.close()
    }
  })
})
