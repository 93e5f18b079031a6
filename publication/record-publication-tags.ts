import type { Sql } from '../database/sql.ts'

export type PublicationTags = {
  publicationId: string
  articleId: string
  tagIds: string[]
  firstPublished: Date
  at: Date
}

/** Files the publication under its tags, with what keyset pages by tag sort on. */
export async function recordPublicationTags(sql: Sql, filed: PublicationTags): Promise<void> {
  await sql(
    `insert into delivery.publication_tag (publication, tag, article, first_published, valid_from)
     select $1::bigint, tag, $2::text, $3::timestamptz, $4::timestamptz from jsonb_array_elements_text($5::jsonb) as tag`,
    [
      filed.publicationId,
      filed.articleId,
      filed.firstPublished.toISOString(),
      filed.at.toISOString(),
      JSON.stringify(filed.tagIds),
    ],
  )
}
