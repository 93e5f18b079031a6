import { readFile } from 'node:fs/promises'
import { NewsroomError } from '../../errors.ts'
import { type ClusterFolder, clusterFolderIn } from './cluster-folder.ts'
import { superuser } from './create-cluster.ts'
import { findRunningServer } from './find-running-server.ts'

export const database = 'bouclage'

/** The address of the embedded server of `dataDir` if some command runs it now; starts nothing. */
export async function addressOfRunningServer(dataDir: string): Promise<string | undefined> {
  const folder = clusterFolderIn(dataDir)
  const server = await findRunningServer(folder)
  return server && addressAt(folder, server.port)
}

export const addressAt = async (folder: ClusterFolder, port: number): Promise<string> =>
  `postgresql://${superuser}:${await readPassword(folder)}@127.0.0.1:${port}/${database}`

export async function readPassword(folder: ClusterFolder): Promise<string> {
  const password = await readFile(folder.password, 'utf8').catch(() => '')
  if (password) return password.trim()
  throw new NewsroomError(
    'SETTING_REFUSED',
    `The password of the embedded database is missing: ${folder.password} can't be read. Put that file back, or start as the user who made it.`,
  )
}
