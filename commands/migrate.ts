import { createRequire } from 'node:module'
import process from 'node:process'
import { applyMigrations } from '../database/apply-migrations.ts'
import { readDatabaseSettings } from '../environment/database.ts'
import { variablesWithFile } from '../environment/variables.ts'
import { generateSchemas } from './build-when-changed.ts'
import { withDatabase } from './open-newsroom.ts'
import { projectRoot, runCommand } from './run-command.ts'
import { withoutTelemetry } from './run-keystone.ts'
import { runStep } from './run-step.mjs'

// Without words: apply what is not applied yet. With words, such as `-- dev --name add-desk`: Prisma's own command.
await runCommand(async call => {
  const { args, say, stop } = call
  if (args[0] === 'dev') await generateSchemas(call)
  return withDatabase(readDatabaseSettings(), call, ({ url }) =>
    args.length === 0 ? applyMigrations(url, { log: say }).then(() => 0) : runPrismaMigrate(args, url, stop),
  )
})

function runPrismaMigrate(args: string[], url: string, stop: AbortSignal): Promise<number> {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js')
  const env = { ...variablesWithFile(), ...withoutTelemetry, DATABASE_URL: url }
  // Prisma asks before it destroys: this command has the terminal for itself.
  return runStep({
    command: process.execPath,
    args: [cli, 'migrate', ...args],
    cwd: projectRoot,
    env,
    stop,
    input: true,
  })
}
