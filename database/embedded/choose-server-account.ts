import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { NewsroomError } from '../../errors.ts'

/** Whom the server runs as; without ids, as ourselves. */
export type ServerAccount = { name: string; uid?: number; gid?: number }

const run = promisify(execFile)
const ourselves: ServerAccount = { name: 'this user' }

/** PostgreSQL refuses to run as root: root's server runs as the owner of existing data, else as a user of no rights. */
export async function chooseServerAccount(cluster: string): Promise<ServerAccount> {
  const owner = await stat(cluster).catch(() => undefined)
  if (process.getuid?.() !== 0) {
    if (owner && owner.uid !== process.getuid?.()) throw belongsToAnother(cluster, owner.uid)
    return ourselves
  }
  if (owner && owner.uid !== 0) return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid }
  const account = (await findAccount('postgres')) ?? (await findAccount('nobody'))
  if (account) return account
  throw new NewsroomError(
    'SETTING_REFUSED',
    'PostgreSQL does not run as root, and there is no user “postgres” or “nobody” here. Start as an ordinary user, or name a server in DATABASE_URL.',
  )
}

/** Asked of the system itself, since permission bits don't tell the whole story (ACLs, network disks). */
export async function canEnter(account: ServerAccount, folder: string): Promise<boolean> {
  if (account.uid === undefined) return true
  const { uid, gid } = account
  return run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', uid, gid }).then(
    () => true,
    () => false,
  )
}

async function findAccount(name: string): Promise<ServerAccount | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}

const belongsToAnother = (cluster: string, uid: number): NewsroomError =>
  new NewsroomError(
    'SETTING_REFUSED',
    `The database in ${cluster} belongs to another user (number ${uid}), perhaps because it was first started as root. Start as that user or as root, give yourself the folder with chown -R, or set DATA_DIR to another one.`,
  )
