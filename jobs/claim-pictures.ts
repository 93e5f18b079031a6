import type { Sql } from '../database/sql.ts'
import type { PictureStorage } from '../images/picture-storage.ts'
import { readAuditHead } from '../workflow/read-audit.ts'

/** Not a picture's key. */
const markKey = 'kept-for'

/**
 * Whether this database may say which pictures are still needed. The storage remembers the newest entry of the audit
 * trail that it was last kept for, and only a trail with that entry has named all its pictures: another newsroom's
 * database, an empty one, or one that was restored from an older backup would take for abandoned what it never knew.
 */
export async function claimPictures(sql: Sql, storage: PictureStorage): Promise<boolean> {
  const mark = await storage.read(markKey)
  if (mark && !(await isOnTrail(sql, mark.toString('utf8')))) return false
  const head = await readAuditHead(sql)
  if (head.sequence === 0) return false
  await storage.put(markKey, Buffer.from(`${head.sequence}:${head.hash}`), 'text/plain')
  return true
}

async function isOnTrail(sql: Sql, mark: string): Promise<boolean> {
  const [sequence, hash] = mark.split(':')
  const found = await sql(`select from "AuditEntry" where sequence::text = $1 and hash = $2`, [sequence, hash])
  return found.length > 0
}
