import type { Sql } from '../database/sql.ts'

/** A word of the shared vocabulary, as its row in the list of tags says. */
export type PublicTag = { id: string; name: string; slug: string; kind: string; uri: string | null }

/**
 * Makes this what the public knows of the tag from now on; null when it knows that already. Ends what stood before,
 * and the interval of a tag that left its slug without a word. The tag's row is locked, for share at least.
 */
export async function writeTagInterval(sql: Sql, tag: PublicTag): Promise<{ at: Date } | null> {
  const values = [tag.id, tag.name, tag.slug, tag.kind, tag.uri]
  const [current] = await sql(
    `select 1 from delivery.tag where valid_to is null and id = $1
        and (name, slug, kind, uri) is not distinct from ($2::text, $3::text, $4::text, $5::text)`,
    values,
  )
  if (current) return null
  await sql(
    `update delivery.tag
        set valid_to = greatest(date_trunc('milliseconds', clock_timestamp()), valid_from + interval '1 millisecond')
      where valid_to is null and (id = $1 or slug = $2)`,
    [tag.id, tag.slug],
  )
  const [begun] = await sql<{ at: Date }>(
    // Two stories may bring the same new tag at once: the second waits, and finds it there.
    `insert into delivery.tag (id, name, slug, kind, uri, valid_from)
     select $1::text, $2::text, $3::text, $4::text, $5::text,
            greatest(date_trunc('milliseconds', clock_timestamp()), (select max(valid_to) from delivery.tag where id = $1))
     on conflict do nothing returning valid_from as at`,
    values,
  )
  return begun ?? null
}
