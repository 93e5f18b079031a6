import { createHash } from 'node:crypto'
import path from 'node:path'
import type { Sql } from '../database/sql.ts'
import { originalKey, type PictureStorage } from '../images/picture-storage.ts'
import type { SavedPicture } from './manifest.ts'

/** Where a picture's original lies under a backup's folder of pictures. */
export const savedPictureKey = (key: string) => path.posix.join(key.slice(0, 2), key)

type Named = { key: string; sha256: string }

/** Every picture that a row names, with the hash that its bytes had when they were accepted. */
export const namedPictures = (sql: Sql): Promise<Named[]> =>
  sql<Named>(`select file_id as key, "contentHash" as sha256 from "Image" order by file_id collate "C"`)

/**
 * Copies the originals that `into` does not hold yet: an original never changes, so one that is there with the right hash
 * is left as it is. Renditions are made again when asked for. Gives what was saved, and the keys whose bytes are gone or
 * are not those that were accepted.
 */
export async function savePictures(named: Named[], { from, into }: { from: PictureStorage; into: PictureStorage }) {
  const saved: SavedPicture[] = []
  const lost: string[] = []
  for (const { key, sha256 } of named) {
    const kept = rightBytes(await into.read(savedPictureKey(key)), sha256)
    const bytes = kept ?? rightBytes(await from.read(originalKey(key)), sha256)
    if (bytes && !kept) await into.put(savedPictureKey(key), bytes, 'application/octet-stream')
    if (bytes) saved.push({ key, bytes: bytes.length, sha256: hashOf(bytes) })
    else lost.push(key)
  }
  return { saved, lost }
}

/** Puts every picture of a backup back; throws naming the first whose saved bytes are gone or changed. */
export async function restorePictures(
  pictures: SavedPicture[],
  { from, into }: { from: PictureStorage; into: PictureStorage },
  refuse: (key: string) => Error,
): Promise<void> {
  for (const { key, sha256 } of pictures) {
    // A folder that is not there is a picture that is not there.
    const saved = await from.read(savedPictureKey(key)).catch(() => null)
    const bytes = rightBytes(saved, sha256)
    if (!bytes) throw refuse(key)
    await into.put(originalKey(key), bytes, 'application/octet-stream')
  }
}

/** Rows of old imports may know no hash: then any bytes are right. */
const rightBytes = (bytes: Buffer | null, sha256: string) =>
  bytes && (sha256 === '' || hashOf(bytes) === sha256) ? bytes : null

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
