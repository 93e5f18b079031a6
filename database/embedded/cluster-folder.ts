import path from 'node:path'

/** The embedded server's place inside DATA_DIR: PostgreSQL's own data, and beside it what we keep for it. */
export type ClusterFolder = { home: string; cluster: string; password: string; port: string; log: string }

export const majorVersion = '18'

export function clusterFolderIn(dataDir: string): ClusterFolder {
  return clusterFolderAt(path.resolve(dataDir, 'postgresql'))
}

export const clusterFolderAt = (home: string): ClusterFolder => ({
  home,
  cluster: path.join(home, 'cluster'),
  password: path.join(home, 'password'),
  port: path.join(home, 'port'),
  log: path.join(home, 'server.log'),
})
