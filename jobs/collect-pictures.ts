import { inTransaction } from '../database/in-transaction.ts'
import { mayCollectPictures } from '../database/pause-picture-collection.ts'
import { sqlOfPrisma } from '../database/sql.ts'
import { pictureOfKey, type PictureStorage } from '../images/picture-storage.ts'
import { claimPictures } from './claim-pictures.ts'
import { findUnnamedPictures } from './find-unnamed-pictures.ts'
import type { WorkerDesk } from './worker-desk.ts'

export const collectPicturesTask = 'collect-pictures'

/** Far more than passes between the bytes of a picture and the row that names them, an import or a restore included. */
const graceMs = 24 * 3_600_000

/** So many keys are asked about at once, and removed before a backup that waits may begin. */
const batch = 500

type Desk = Pick<WorkerDesk, 'context' | 'storage' | 'log'>

/**
 * Nightly: removes bytes that nothing names any more, as failed saves and the seed's reset leave them, and renditions of
 * an older recipe. A key is random, stored once, and named within the grace or never; so what is old, and then unnamed,
 * stays unnamed. Ends early when a backup asks for a pause.
 */
export async function collectPictures({ context, storage, log }: Desk, { now = new Date() } = {}): Promise<void> {
  const before = new Date(now.getTime() - graceMs)
  if (!(await claimPictures(sqlOfPrisma(context.prisma), storage))) return log.warn(notOurs)
  let removed = 0
  for await (const keys of inBatches(keysOfPictures(storage, before))) {
    const done = await removeUnnamed({ context, storage }, keys)
    if (done === 'paused') return log.info({ removed }, 'A backup is being made: the rest of the pictures waits.')
    removed += done
  }
  const unfinished = await storage.removeUnfinished(before)
  log.info({ removed, unfinished }, 'removed bytes of pictures that nobody needs any more')
}

const notOurs =
  'No bytes of pictures were removed: this storage was last kept for another database, or for a later state of this ' +
  'one. When that one is gone for good, remove the file “kept-for” from the storage.'

/** The transaction holds the lock that a backup waits for. */
function removeUnnamed({ context, storage }: Omit<Desk, 'log'>, keys: string[]): Promise<number | 'paused'> {
  return inTransaction(context, async tx => {
    const sql = sqlOfPrisma(tx.prisma)
    if (!(await mayCollectPictures(sql))) return 'paused'
    const found = keys.map(key => ({ key, ...pictureOfKey(key) }))
    const pictures = [...new Set(found.flatMap(({ picture }) => picture ?? []))]
    const unnamed = new Set(await findUnnamedPictures(sql, pictures))
    const toGo = found.filter(({ picture, isOutdated }) => isOutdated || (picture && unnamed.has(picture)))
    for (const { key } of toGo) await storage.delete(key)
    return toGo.length
  })
}

async function* keysOfPictures(storage: PictureStorage, before: Date): AsyncGenerator<string> {
  for await (const { key, storedAt } of storage.list()) if (storedAt < before && pictureOfKey(key)) yield key
}

async function* inBatches(keys: AsyncIterable<string>): AsyncGenerator<string[]> {
  let next: string[] = []
  for await (const key of keys) {
    next.push(key)
    if (next.length < batch) continue
    yield next
    next = []
  }
  if (next.length > 0) yield next
}
