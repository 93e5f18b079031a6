import type { Sql } from '../database/sql.ts'

/**
 * Shows the article at no instant any more; if it was withdrawn before, it says from now on that it was killed.
 * Gives every tag that it ever carried.
 */
export async function withholdArticle(
  sql: Sql,
  { articleId, note }: { articleId: string; note: string | null },
): Promise<string[]> {
  await sql(
    `with newest as (select id from delivery.publication where article = $1 order by valid_from desc limit 1)
     update delivery.publication
        set withheld = true,
            ended_by = case when id in (select id from newest) then 'killed' else ended_by end,
            end_note = case when id in (select id from newest) then $2::text else end_note end
      where article = $1`,
    [articleId, note],
  )
  const carried = await sql<{ tag: string }>(
    `select distinct tag from delivery.publication_tag where article = $1 order by tag`,
    [articleId],
  )
  return carried.map(({ tag }) => tag)
}
