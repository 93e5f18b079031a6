import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Every plain file below a folder, with its path from there and the time at which it came; a folder at a time in memory
 * is not needed. Links are not followed, and what disappears meanwhile is left out.
 */
export async function* listFiles(folder: string, below = ''): AsyncGenerator<{ key: string; storedAt: Date }> {
  for await (const entry of await openIfThere(join(folder, below))) {
    const key = below ? `${below}/${entry.name}` : entry.name
    if (entry.isDirectory()) yield* listFiles(folder, key)
    else if (entry.isFile()) {
      const storedAt = await whenStored(join(folder, key))
      if (storedAt) yield { key, storedAt }
    }
  }
}

const openIfThere = (folder: string) => orMissing(opendir(folder, { bufferSize: 256 })).then(found => found ?? [])

async function whenStored(file: string): Promise<Date | null> {
  const found = await orMissing(stat(file))
  // A copy that keeps its times, as of rsync -a, is new here all the same.
  return found && new Date(Math.max(found.mtimeMs, found.ctimeMs))
}

const orMissing = <T>(work: Promise<T>): Promise<T | null> =>
  work.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw error
  })
