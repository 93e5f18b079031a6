import type { Sql } from '../database/sql.ts'

/**
 * The moment at which these articles' public life may change next, 1 ms after the last change at the earliest, so that
 * intervals are never empty and never meet; and when the first of them went out, if it did. Their rows are locked.
 */
export async function nextInstant(sql: Sql, articleIds: string[]): Promise<{ at: Date; firstPublished: Date | null }> {
  const [row] = await sql<{ at: Date; firstPublished: Date | null }>(
    // The clock is cut, not rounded: a publication never begins in the future.
    `select greatest(date_trunc('milliseconds', clock_timestamp()),
                     max(coalesce(valid_to, valid_from)) + interval '1 millisecond')::timestamptz(3) as at,
            min(first_published) as "firstPublished"
       from delivery.publication where article = any($1)`,
    [articleIds],
  )
  if (!row) throw new Error('an aggregate gave no row')
  return row
}
