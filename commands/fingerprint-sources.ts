import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
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
const source = /\.(tsx?|m?js|json|css|prisma|graphql|svg|woff2|png|ico)$/
// The lock file says what is installed; the rest of package.json is commands and words.
const notSource = 'package.json'

/** One hash over every file that a build depends on; `dataDir` may lie inside the checkout and is left out. */
export function fingerprintSources(root: string, dataDir: string): string {
  const hash = createHash('sha256')
  for (const file of listSources(root, path.resolve(dataDir))) {
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}

function listSources(folder: string, dataDir: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap(entry => {
      const place = path.join(folder, entry.name)
      if (entry.name.startsWith('.') || place === dataDir) return []
      if (entry.isDirectory()) return notBuilt.has(entry.name) ? [] : listSources(place, dataDir)
      return entry.isFile() && source.test(entry.name) && entry.name !== notSource ? [place] : []
    })
}
