import { readEnvironment } from '../environment.ts'
import { variablesWithFile } from '../environment/variables.ts'
import { assertPortFree } from './assert-port-free.ts'
import { buildWhenChanged } from './build-when-changed.ts'
import { withNewsroom } from './open-newsroom.ts'
import { runCommand } from './run-command.ts'
import { superviseServing } from './supervise-serving.ts'

await runCommand(async call => {
  const environment = readEnvironment({ ...variablesWithFile(), NODE_ENV: 'production' })
  await assertPortFree(environment)
  await buildWhenChanged(call)
  return withNewsroom(environment, call, databaseUrl => superviseServing({ environment, databaseUrl }, call))
})
