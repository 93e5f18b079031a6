import { mkdirSync } from 'node:fs'
import path from 'node:path'
import {
  createSystem,
  generateArtifacts,
  generatePrismaClient,
} from '@keystone-6/core/___internal-do-not-use-will-break-in-patch/artifacts'
import type { KeystoneConfig } from '@keystone-6/core/types'
import { stockConfiguration, stockFolder } from './stock-lists.ts'

/** Run as a process of its own: writes the stock Keystone's schema and database client, and downloads nothing. */
const folder = path.resolve(stockFolder)
mkdirSync(folder, { recursive: true })
// Without the variable Prisma would look for an engine elsewhere, even to format a file.
process.env.PRISMA_SCHEMA_ENGINE_BINARY = path.resolve('database/schema-engine.mjs')
// Keystone's own parts know any Keystone.
const system = createSystem(stockConfiguration('postgresql://nobody@localhost:1/none') as unknown as KeystoneConfig)
await generateArtifacts(folder, system)
await generatePrismaClient(folder, system, 'capture')
