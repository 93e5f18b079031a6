import { readEnvironment } from '../environment.ts'
import { assertPortFree } from './assert-port-free.ts'
import { forgetBuild, generateWhenChanged, underBuildLock } from './build-when-changed.ts'
import { withNewsroom } from './open-newsroom.ts'
import { runCommand } from './run-command.ts'
import { superviseServing } from './supervise-serving.ts'

// Keystone would push schema.prisma into the database at each change; here migrations alone change it.
const command = ['dev', '--no-db-push']

await runCommand(async call => {
  const environment = readEnvironment()
  await assertPortFree(environment)
  await generateWhenChanged(call)
  const work = (): Promise<number> => {
    forgetBuild()
    return withNewsroom(environment, call, databaseUrl => superviseServing({ environment, databaseUrl, command }, call))
  }
  return underBuildLock(call, work, 'running “npm run dev”')
})
