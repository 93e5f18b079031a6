import { spawn } from 'node:child_process'
import { access, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { NewsroomError } from '../../errors.ts'
import { canEnter, chooseServerAccount, type ServerAccount } from './choose-server-account.ts'
import type { ClusterFolder } from './cluster-folder.ts'
import { type Binaries, findBinaries } from './find-binaries.ts'

export type ServerPrograms = {
  binaries: Binaries
  account: ServerAccount
  /** How the account itself names the cluster, and a file that lies beside it. */
  pathsFor(folder: ClusterFolder): { place: string; beside(file: string): string }
}

/** What is needed to run PostgreSQL's programs on `folder`, whoever we are and wherever it lies. */
export async function prepareServerPrograms(folder: ClusterFolder): Promise<ServerPrograms> {
  const account = await chooseServerAccount(folder.cluster)
  const parent = path.dirname(folder.home)
  await mkdir(parent, { recursive: true }).catch(() => {}) // what can't be made is said where the cluster is made
  const byName = await canEnter(account, parent)
  if (!byName) await assertCanPassThrough(parent, account)
  return { binaries: await findBinaries(account), account, pathsFor: byName ? named : fromInside }
}

const named: ServerPrograms['pathsFor'] = ({ cluster }) => ({ place: cluster, beside: file => file })

/** Where the way to the cluster is closed to the server's account (a clone in /root), we start it inside. */
const fromInside: ServerPrograms['pathsFor'] = () => ({
  place: '/proc/self/cwd',
  beside: file => `/proc/self/cwd/../${path.basename(file)}`,
})

async function assertCanPassThrough(parent: string, { name }: ServerAccount): Promise<void> {
  const closed = await access('/proc/self/cwd').then(
    () => false,
    () => true,
  )
  if (closed)
    throw new NewsroomError(
      'SETTING_REFUSED',
      `PostgreSQL does not run as root, and the user “${name}” can't enter ${parent}. Set DATA_DIR to a folder that everybody may enter, or start as an ordinary user.`,
    )
}

/** Nothing of our own environment: a stray PGPORT or LANG must not shape the server. */
export const serverEnvironment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' }

/** Runs a program to its end as the server's account, out of reach of a Ctrl-C in our terminal. */
export function runAsServer(
  program: string,
  values: string[],
  cwd: string,
  { uid, gid }: ServerAccount,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, values, { cwd, uid, gid, detached: true, env: serverEnvironment })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', reject)
    child.on('close', code => resolve({ code, output: output.trim() }))
  })
}
