import path from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  createExpressServer,
  createSystem,
} from '@keystone-6/core/___internal-do-not-use-will-break-in-patch/artifacts'
import type { KeystoneConfig } from '@keystone-6/core/types'
import { stockConfiguration, stockFolder } from '../stock/stock-lists.ts'

/** Plain Keystone's own server, Express and Apollo, with its defaults. */
const [connectionString = ''] = process.argv.slice(2)
const client = pathToFileURL(path.resolve(stockFolder, 'generated/prisma/client.ts')).href
// Keystone's own parts know any Keystone.
const system = createSystem(stockConfiguration(connectionString) as unknown as KeystoneConfig)
const keystone = system.getKeystone(await import(client))
await keystone.connect()
const { httpServer } = await createExpressServer(system.config, keystone.context)
httpServer.listen(0, '127.0.0.1', () => {
  const address = httpServer.address()
  if (address && typeof address === 'object') console.log(`ready: http://127.0.0.1:${address.port}`)
})
process.on('SIGTERM', () => process.exit(0))
