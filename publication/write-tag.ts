import type { Sql } from '../database/sql.ts'
import { writeTagInterval, type PublicTag } from './write-tag-interval.ts'

/**
 * Shows a changed tag at once, wherever it was ever public; the caller then records the change. In the caller's
 * transaction, which has written the tag's row. Null when there is nothing to show: never public, or no change.
 */
export async function writeTag(sql: Sql, tag: PublicTag): Promise<{ at: Date } | null> {
  const [known] = await sql(`select 1 from delivery.tag where id = $1 limit 1`, [tag.id])
  return known ? writeTagInterval(sql, tag) : null
}
