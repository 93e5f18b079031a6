import path from 'node:path'
import { defineConfig } from 'prisma/config'

const project = import.meta.dirname

// Prisma's command line loads this file first; without the variable it would download an engine, even to format a file.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(project, 'database/schema-engine.mjs')

export default defineConfig({
  schema: path.join(project, 'schema.prisma'),
  migrations: { path: path.join(project, 'migrations') },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
