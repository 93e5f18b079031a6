import { checkDatabase } from '../database/check-database.ts'
import { addressOfRunningServer } from '../database/embedded/address-of-server.ts'
import { readDeliverySettings } from '../environment.ts'
import type { DatabaseSettings } from '../environment/database.ts'
import { NewsroomError } from '../errors.ts'
import { createLog } from '../server/log.ts'
import { serveDelivery } from '../server/serve-delivery.ts'
import { assertPortFree } from './assert-port-free.ts'
import { runCommand } from './run-command.ts'

await runCommand(async ({ stop }) => {
  const settings = readDeliverySettings()
  await assertPortFree(settings, { command: 'npm run delivery' })
  const databaseUrl = settings.databaseUrl ?? (await addressOfNewsroom(settings))
  await checkDatabase(databaseUrl, { readOnly: true })
  const log = createLog({ level: settings.logLevel })
  const { address, ended } = await serveDelivery({ settings, databaseUrl, log, stop })
  console.log(`Bouclage delivery is ready: ${address}`)
  return ended
})

/** Delivery reads what a newsroom wrote: it makes no database, and starts none. */
async function addressOfNewsroom({ dataDir }: DatabaseSettings): Promise<string> {
  const address = await addressOfRunningServer(dataDir)
  if (address) return address
  throw new NewsroomError(
    'SETTING_REFUSED',
    `DATABASE_URL is not set, and no newsroom runs in ${dataDir}. Name a database in DATABASE_URL, which may be a ` +
      'read replica, or run npm start first.',
  )
}
