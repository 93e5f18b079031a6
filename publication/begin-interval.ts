import type { Sql } from '../database/sql.ts'
import type { PublishedContent } from './content.ts'

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

/** Makes the content what readers get from `at` on, and what they find it by; gives the publication's id. */
export async function beginInterval(sql: Sql, interval: IntervalBegin): Promise<string> {
  const { content } = interval
  const [row] = await sql<{ id: string }>(
    `insert into delivery.publication
       (language, article, revision, kind, slug, headline, content, note, first_published, valid_from)
     values ($1, $2, $3::integer, $4, $5, $6, $7::jsonb, $8, $9::timestamptz, $10::timestamptz)
     returning id::text`,
    [
      content.language,
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
