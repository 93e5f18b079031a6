import path from 'node:path'
import { defineConfig } from 'prisma/config'
import { addressOfRunningServer } from './database/embedded/address-of-server.ts'
import { readDatabaseSettings } from './environment/database.ts'

// Prisma's command line loads this file first; without the variable it would download an engine, even to format a file.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(import.meta.dirname, 'database/schema-engine.mjs')

const { databaseUrl, dataDir } = readDatabaseSettings()

export default defineConfig({
  schema: 'schema.prisma',
  migrations: { path: 'migrations' },
  // Without DATABASE_URL, the server that `npm run dev` or `npm start` runs in another terminal.
  datasource: { url: databaseUrl ?? (await addressOfRunningServer(dataDir)) ?? '' },
})
