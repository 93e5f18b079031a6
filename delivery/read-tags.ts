import { current, filed, shownPublication, type Moment } from './moment.ts'
import type { TagCursor } from './page-cursor.ts'
import type { ReadRows } from './read-rows.ts'
import type { TagRow } from './select-articles.ts'

/** The tag that has this slug at that moment; null unless a story that was public then carries it. */
export async function readTag(readRows: ReadRows, asked: { slug: string; moment: Moment }): Promise<TagRow | null> {
  const rows = await readRows<TagRow>(
    `select t.id, t.name, t.slug, t.kind, t.uri from delivery.tag t
     where t.slug = $2 and ${current('t', asked.moment)} and ${isCarried(asked.moment)}
     order by t.valid_from desc limit 1`,
    [asked.moment, asked.slug],
  )
  return rows[0] ?? null
}

/** Tags that stories public at that moment carry, by slug. */
export function readTags(
  readRows: ReadRows,
  asked: { limit: number; after: TagCursor | null; kind: string | null; moment: Moment },
): Promise<TagRow[]> {
  return readRows<TagRow>(
    `select t.id, t.name, t.slug, t.kind, t.uri from delivery.tag t
     where ${current('t', asked.moment)} and (t.slug, t.id) > ($2::text, $3::text)
       ${asked.kind === null ? '' : 'and t.kind = $5'} and ${isCarried(asked.moment)}
     order by t.slug, t.id limit $4::int`,
    [
      asked.moment,
      asked.after?.slug ?? '',
      asked.after?.id ?? '',
      asked.limit,
      ...(asked.kind === null ? [] : [asked.kind]),
    ],
  )
}

/** A scalar subquery in the index's order: of EXISTS, PostgreSQL drops the order and reads all of a large tag's rows. */
const isCarried = (moment: Moment) => `(
  select true from delivery.publication_tag pt join delivery.publication p on p.id = pt.publication
  where pt.tag = t.id and ${filed('pt', moment)} and ${shownPublication('p', moment)}
  order by pt.first_published desc, pt.article desc limit 1)`
