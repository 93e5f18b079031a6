import type { Sql } from '../database/sql.ts'

/** Whether a live story carries the tag. */
export async function tagIsPublic(sql: Sql, tagId: string): Promise<boolean> {
  const [carried] = await sql(`select 1 from delivery.publication_tag where tag = $1 and valid_to is null limit 1`, [
    tagId,
  ])
  return carried !== undefined
}
