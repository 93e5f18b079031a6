import type { Sql } from '../database/sql.ts'

export type IntervalEnd = {
  articleId: string
  at: Date
  by: 'replaced' | 'unpublished' | 'killed'
  note: string | null
}

/** Ends the article's live interval, with its rows by tag; gives those tags, and null when it was not live. */
export async function endLiveInterval(
  sql: Sql,
  { articleId, at, by, note }: IntervalEnd,
): Promise<{ tags: string[] } | null> {
  const [ended] = await sql<{ id: string }>(
    `update delivery.publication set valid_to = $2::timestamptz, ended_by = $3, end_note = $4
      where article = $1 and valid_to is null returning id::text`,
    [articleId, at.toISOString(), by, note],
  )
  if (!ended) return null
  const filed = await sql<{ tag: string }>(
    `update delivery.publication_tag set valid_to = $2::timestamptz where publication = $1::bigint returning tag`,
    [ended.id, at.toISOString()],
  )
  return { tags: filed.map(({ tag }) => tag) }
}
