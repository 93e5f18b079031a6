import type { Sql } from '../database/sql.ts'

/**
 * The moment at which this article's public life may change next, 1 ms after its last change at the earliest, so that
 * its intervals are never empty and never meet; and when it first went out, if it did. The article's row is locked.
 */
export async function nextInstant(sql: Sql, articleId: string): Promise<{ at: Date; firstPublished: Date | null }> {
  const [row] = await sql<{ at: Date; firstPublished: Date | null }>(
    // The clock is cut, not rounded: a publication never begins in the future.
    `select greatest(date_trunc('milliseconds', clock_timestamp()),
                     max(coalesce(valid_to, valid_from)) + interval '1 millisecond')::timestamptz(3) as at,
            min(first_published) as "firstPublished"
       from delivery.publication where article = $1`,
    [articleId],
  )
  if (!row) throw new Error('an aggregate gave no row')
  return row
}
