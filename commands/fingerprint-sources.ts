import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, type Dirent } from 'node:fs'
import path from 'node:path'

/** Folders that the built server does not come from. Any other is a room, a new one included. */
const notBuilt = new Set([
  'bench',
  'commands',
  'data',
  'docs',
  'generated',
  'migrations',
  'node_modules',
  'seed',
  'test-results',
  'tests',
])
const code = /\.(tsx?|css|prisma|graphql)$/
const alsoBuilt = new Set(['package-lock.json', 'tsconfig.json'])

/** One hash over every file that a build depends on; `dataDir` may lie inside the checkout and is left out. */
export function fingerprintSources(root: string, dataDir: string): string {
  const hash = createHash('sha256')
  for (const file of listSources(root, path.resolve(dataDir))) {
    hash.update(`${path.relative(root, file)}\0`)
    hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}

function listSources(root: string, dataDir: string): string[] {
  return readFolder(root).flatMap(entry => {
    const place = path.join(root, entry.name)
    if (entry.name.startsWith('.') || notBuilt.has(entry.name) || place === dataDir) return []
    if (entry.isFile()) return code.test(entry.name) || alsoBuilt.has(entry.name) ? [place] : []
    // The admin folder also holds fonts and pictures. Elsewhere a picture is somebody's upload, in another DATA_DIR.
    return listFolder(place, entry.name === 'admin' ? /./ : code)
  })
}

function listFolder(folder: string, wanted: RegExp): string[] {
  return readFolder(folder).flatMap(entry => {
    const place = path.join(folder, entry.name)
    if (entry.isDirectory()) return listFolder(place, wanted)
    return entry.isFile() && wanted.test(entry.name) ? [place] : []
  })
}

function readFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1))
  } catch (error) {
    // The data of a database of ours belongs to a user of its own.
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') return []
    throw error
  }
}
