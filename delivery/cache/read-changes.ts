import type { ReadRows } from '../read-rows.ts'

/** One publication event, as `delivery.change` keeps it. Positions follow the order of commits, without a gap. */
export type PublicChange = {
  position: number
  at: Date
  kind: 'publish' | 'correct' | 'update' | 'refresh' | 'unpublish' | 'kill' | 'tag' | 'reset'
  /** Null for a tag or a reset. */
  article: string | null
  /** Ids of all tags whose lists changed. */
  tags: string[]
}

/** How many changes come at once. */
export const changesPage = 500

/** The changes after a position, the oldest first, at most `changesPage`; and the position of the newest there is. */
export async function readChanges(
  readRows: ReadRows,
  after: number,
): Promise<{ newest: number; changes: PublicChange[] }> {
  const rows = await readRows<Omit<PublicChange, 'position'> & { newest: string; position: string | null }>(
    `select newest.position::text as newest, c.position::text, c.at, c.kind, c.article, c.tags
     from (select coalesce(max(position), 0) as position from delivery.change) newest
     left join lateral (
       select * from delivery.change where position > $1::bigint order by position limit ${changesPage}
     ) c on true`,
    [after],
  )
  const changes = rows.flatMap(({ position, at, kind, article, tags }) =>
    position === null ? [] : [{ position: Number(position), at, kind, article, tags }],
  )
  return { newest: Number(rows[0]?.newest), changes }
}
