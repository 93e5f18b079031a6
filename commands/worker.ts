import { once } from 'node:events'
import { readEnvironment } from '../environment.ts'
import { startWorker } from '../jobs/start-worker.ts'
import { openAuthoring } from '../seed/open-authoring.ts'
import { createLog } from '../server/log.ts'
import { startTracing } from '../server/start-tracing.ts'
import { generateWhenChanged } from './build-when-changed.ts'
import { withMigratedDatabase } from './open-newsroom.ts'
import { runCommand } from './run-command.ts'

await runCommand(async call => {
  const environment = readEnvironment()
  await generateWhenChanged(call)
  return withMigratedDatabase(environment, call, async url => {
    const authoring = await openAuthoring(url, { ...environment, isServing: true })
    const log = createLog({ level: environment.logLevel })
    const stopTracing = await startTracing(environment.tracing, { process: 'worker', log })
    const worker = startWorker({ ...authoring, log }, { url, outside: environment.outside })
    console.log('The worker runs.')
    if (!call.stop.aborted) await once(call.stop, 'abort')
    call.say('Finishing what is under way, then stopping. Ctrl-C again stops at once.')
    const finished = worker.stop().then(authoring.close).then(stopTracing)
    return Promise.race([finished.then(() => 0), once(call.insist, 'abort').then(() => 1)])
  })
})
