import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { NewsroomError } from '../../errors.ts'
import type { ServerAccount } from './choose-server-account.ts'
import { type ClusterFolder, clusterFolderAt, majorVersion } from './cluster-folder.ts'
import { runAsServer, type ServerPrograms } from './run-as-server.ts'

export const superuser = 'bouclage'

/** Makes the cluster unless it is there. Two commands may come at once: each makes its own, and one rename wins. */
export async function createClusterIfMissing(folder: ClusterFolder, programs: ServerPrograms): Promise<boolean> {
  if (await hasCluster(folder)) return false
  const draft = await makeDraftFolder(folder)
  try {
    await initialise(draft, programs)
    return await rename(draft.home, folder.home).then(
      () => true,
      () => assertHasCluster(folder),
    )
  } finally {
    await rm(draft.home, { recursive: true, force: true })
  }
}

async function hasCluster(folder: ClusterFolder): Promise<boolean> {
  const version = await readFile(path.join(folder.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version === undefined || version.trim() === majorVersion) return version !== undefined
  throw new NewsroomError(
    'SETTING_REFUSED',
    `The database in ${folder.cluster} was made by PostgreSQL ${version.trim()}, and this Bouclage brings ${majorVersion}. Start it with the Bouclage that made it, or move that folder away and restore a backup.`,
  )
}

async function makeDraftFolder({ home }: ClusterFolder): Promise<ClusterFolder> {
  try {
    await mkdir(path.dirname(home), { recursive: true })
    const draft = await mkdtemp(`${home}.draft-`)
    await chmod(draft, 0o755) // the server's account passes through; what is secret has modes of its own
    return clusterFolderAt(draft)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new NewsroomError(
      'SETTING_REFUSED',
      `The database can't be placed in ${path.dirname(home)} (${reason}). Make that folder writable, or set DATA_DIR to one that is.`,
    )
  }
}

async function initialise(draft: ClusterFolder, programs: ServerPrograms): Promise<void> {
  const { account } = programs
  await mkdir(draft.cluster, { mode: 0o700 })
  await writeFile(draft.password, randomBytes(24).toString('base64url'), { mode: 0o600 })
  await give([draft.cluster, draft.password], account)
  const { place, beside } = programs.pathsFor(draft)
  const flags = [
    '--encoding=UTF8',
    // Without these the cluster follows LANG, and is SQL_ASCII where there is none.
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...[`--username=${superuser}`, '--auth=scram-sha-256', `--pwfile=${beside(draft.password)}`],
  ]
  const { code, output } = await runAsServer(programs.binaries.initdb, ['-D', place, ...flags], draft.cluster, account)
  if (code !== 0) throw new NewsroomError('SETTING_REFUSED', `PostgreSQL could not make its data folder: ${output}`)
  if (account.uid !== undefined) await chown(draft.password, 0, 0)
}

async function give(paths: string[], { uid, gid }: ServerAccount): Promise<void> {
  if (uid === undefined || gid === undefined) return
  for (const one of paths) await chown(one, uid, gid)
}

async function assertHasCluster(folder: ClusterFolder): Promise<false> {
  if (await hasCluster(folder)) return false
  throw new NewsroomError(
    'SETTING_REFUSED',
    `${folder.home} exists but holds no database, so none can be made there. Move that folder away and start again.`,
  )
}
