import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const project = path.resolve(import.meta.dirname, '..')
export const prismaCli = createRequire(import.meta.url).resolve('prisma/build/index.js')

/** Made or written by commands; a copy gets its own. */
const ofTheProjectAlone = [
  '.git',
  '.keystone',
  '.env',
  'data',
  'generated',
  'migrations',
  'schema.prisma',
  'schema.graphql',
]

export type ScratchProject = {
  folder: string
  writeMigration(name: string, sql: string): Promise<void>
  remove(): Promise<void>
}

/** The project with migrations and a schema of the test's own: the code is ours, what commands write is the copy's. */
export async function scratchProject(files: Record<string, string>): Promise<ScratchProject> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bouclage-project-'))
  for (const name of await readdir(project))
    if (!ofTheProjectAlone.includes(name) && name !== 'prisma.config.ts')
      await symlink(path.join(project, name), path.join(folder, name))
  await cp(path.join(project, 'prisma.config.ts'), path.join(folder, 'prisma.config.ts')) // it stands for its folder
  await mkdir(path.join(folder, 'migrations'))
  await cp(path.join(project, 'migrations/migration_lock.toml'), path.join(folder, 'migrations/migration_lock.toml'))
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text)
  return {
    folder,
    writeMigration: (name, sql) => writeMigration(path.join(folder, 'migrations', name), sql),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

async function writeMigration(folder: string, sql: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'migration.sql'), sql)
}

export type Outcome = { code: number; output: string }

/** Runs a program of node's to its end; `environment` is laid over this process's own, and undefined takes away. */
export function runNode(
  values: string[],
  { cwd, environment = {} }: { cwd: string; environment?: Record<string, string | undefined> },
): Promise<Outcome> {
  const env = { ...process.env, NO_COLOR: '1', ...environment }
  return new Promise(resolve => {
    execFile(process.execPath, values, { cwd, env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr })
    })
  })
}

/** The ordinary command line, as a contributor types it. */
export const runPrisma = (cwd: string, values: string[], url?: string): Promise<Outcome> =>
  runNode([prismaCli, ...values], { cwd, environment: { DATABASE_URL: url, PRISMA_SCHEMA_ENGINE_BINARY: undefined } })
