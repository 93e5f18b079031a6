import type { Sql } from '../database/sql.ts'
import { writePublication, type PublicationOrder } from '../publication/write-publication.ts'
import type { PublicTag } from '../publication/write-tag-interval.ts'
import { buildSnapshot } from './build-snapshot.ts'

export const caucase: PublicTag = {
  id: 'tag-caucase',
  name: 'Caucase',
  slug: 'caucase',
  kind: 'place',
  uri: null,
}

/** Publishes a story as the workflow would, in the transaction that `sql` is in: the article locked, the rest default. */
export async function publishStory(sql: Sql, articleId: string, order: Partial<PublicationOrder> = {}) {
  // Stands for the article's row.
  await sql(`select pg_advisory_xact_lock(hashtext($1))::text`, [articleId])
  return writePublication(sql, {
    articleId,
    revision: 1,
    kind: 'publish',
    snapshot: buildSnapshot({ slug: articleId }),
    tags: [caucase],
    note: null,
    ...order,
  })
}
