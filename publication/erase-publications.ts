import type { Sql } from '../database/sql.ts'
import { tombstone } from './tombstone.ts'

/**
 * Puts a tombstone in the place of every publication of an article; intervals, dates and slugs stay. In the name of
 * `erase`, which the caller has said in its transaction; the article has been taken from readers before.
 */
export async function erasePublications(sql: Sql, articleId: string): Promise<void> {
  await sql(
    `update delivery.publication
        set headline = '', content = $2::jsonb, search = ''::tsvector, withheld = true, end_note = null,
            note = case when note is null then null else '' end
      where article = $1`,
    [articleId, JSON.stringify(tombstone)],
  )
}
