import type { Sql } from '../database/sql.ts'
import type { PublishedContent } from './content.ts'
import { searchTextOf, searchVectorSql } from './search-text.ts'

/** `update` is a publication over a live one, `refresh` one that no editor asked for, as when a picture is killed. */
export type PublicationKind = 'publish' | 'update' | 'correct' | 'refresh'

export type IntervalBegin = {
  articleId: string
  revision: number
  kind: PublicationKind
  slug: string
  content: PublishedContent
  /** The public correction note: with `correct` always, else never. */
  note: string | null
  at: Date
  firstPublished: Date
}

/** Makes the content what readers get from `at` on; gives the publication's id. */
export async function beginInterval(sql: Sql, interval: IntervalBegin): Promise<string> {
  const { content } = interval
  const text = searchTextOf(content)
  const [row] = await sql<{ id: string }>(
    `insert into delivery.publication
       (language, search, article, revision, kind, slug, headline, content, note, first_published, valid_from)
     values ($1::text, ${searchVectorSql}, $6, $7::integer, $8, $9, $10, $11::jsonb, $12, $13::timestamptz, $14::timestamptz)
     returning id::text`,
    [
      content.language,
      text.headline,
      text.abstract,
      text.bodies,
      text.captions,
      interval.articleId,
      interval.revision,
      interval.kind,
      interval.slug,
      content.headline,
      JSON.stringify(content),
      interval.note,
      interval.firstPublished.toISOString(),
      interval.at.toISOString(),
    ],
  )
  if (!row) throw new Error('insert … returning gave no row')
  return row.id
}
