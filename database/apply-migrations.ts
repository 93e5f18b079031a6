import { spawn } from 'node:child_process'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { NewsroomError } from '../errors.ts'
import { compareMigrations } from './compare-migrations.ts'
import { installQueue } from './install-queue.ts'
import type { Log } from './open-database.ts'

const project = path.resolve(import.meta.dirname, '..')

/**
 * Brings the database of `url` up to this version's migrations, by `prisma migrate deploy`, and installs the queue;
 * takes milliseconds when nothing is missing. Several may call it at once: one applies, the others wait. Throws
 * SETTING_REFUSED with a sentence; a migration that failed or was interrupted left nothing behind and is tried again by
 * the next call. `only` stops at an earlier version: these migrations and no later ones.
 */
export async function applyMigrations(url: string, { log, only }: { log: Log; only?: string[] }): Promise<void> {
  if (only) await withSelection(only, selection => deployMigrations(url, { log, selection }))
  else await deployMigrations(url, { log })
  await installQueue(url).catch(error => {
    throw couldNotInstallQueue(error)
  })
}

type Selection = { migrations: string; config: string }

async function deployMigrations(url: string, { log, selection }: { log: Log; selection?: Selection }): Promise<void> {
  const folder = selection?.migrations ?? path.join(project, 'migrations')
  const before = await compareMigrations(url, folder)
  if (before.unknown.length > 0)
    log(
      `The database knows migrations that this version does not: ${before.unknown.join(', ')}. A newer Bouclage made them.`,
    )
  if (before.changed.length > 0) throw wasChanged(before.changed)
  if (before.missing.length === 0) return
  log(
    `Applying ${before.missing.length === 1 ? 'a migration' : `${before.missing.length} migrations`} to the database.`,
  )
  const config = selection ? ['--config', selection.config] : []
  const { code, output } = await runPrisma(['migrate', 'deploy', ...config], url)
  if (code !== 0) throw couldNotApply(output)
  const after = await compareMigrations(url, folder)
  if (after.missing.length > 0) throw couldNotApply(`It said nothing, but ${after.missing.join(', ')} is missing.`)
}

/** Prisma applies whatever a folder holds: one that holds these alone, for as long as `work` takes. */
async function withSelection(names: string[], work: (selection: Selection) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bouclage-migrations-'))
  try {
    const migrations = path.join(folder, 'migrations')
    for (const name of [...names, 'migration_lock.toml'])
      await cp(path.join(project, 'migrations', name), path.join(migrations, name), { recursive: true })
    const config = path.join(folder, 'prisma.config.mjs')
    const schema = JSON.stringify(path.join(project, 'schema.prisma'))
    await writeFile(
      config,
      `export default { schema: ${schema}, migrations: { path: 'migrations' }, datasource: { url: process.env.DATABASE_URL } }\n`,
    )
    await work({ migrations, config })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function runPrisma(values: string[], url: string): Promise<{ code: number | null; output: string }> {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js')
  const env = {
    ...process.env,
    DATABASE_URL: url,
    PRISMA_SCHEMA_ENGINE_BINARY: path.join(project, 'database/schema-engine.mjs'),
    // The engine is found as `node` there: the one that runs us.
    PATH: [path.dirname(process.execPath), process.env.PATH ?? '/usr/bin:/bin'].join(path.delimiter),
    NO_COLOR: '1',
    ...{ CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' }, // it asks nobody whether a newer one exists
  }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...values], { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', reject)
    child.on('close', code => resolve({ code, output }))
  })
}

const wasChanged = (names: string[]): NewsroomError =>
  new NewsroomError(
    'SETTING_REFUSED',
    `The database has applied ${names.join(', ')} in another wording than migrations/ holds now. Put the old wording back and write what is new as a migration of its own; a database whose content may go can start over with npx prisma migrate reset.`,
  )

function couldNotInstallQueue(error: unknown): NewsroomError {
  const reason = error instanceof Error ? error.message : String(error)
  return new NewsroomError(
    'SETTING_REFUSED',
    `The schema graphile_worker of the queue could not be installed (${reason}). Let the user of DATABASE_URL create schemas in this database, and start again.`,
  )
}

function couldNotApply(output: string): NewsroomError {
  const name = /migration_name="([^"]+)"/.exec(output)?.[1]
  const reason = (/ERROR: (.+)/.exec(output) ?? /Error: ([\s\S]+?)(\n\s*\n|$)/.exec(output))?.[1] ?? output.trim()
  return new NewsroomError(
    'SETTING_REFUSED',
    `${name ? `The migration ${name}` : 'A migration'} could not be applied (${reason.trim()}). Nothing of it was kept. Correct what it names, and start again.`,
  )
}
