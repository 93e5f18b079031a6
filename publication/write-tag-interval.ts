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
  const at = await tagInstant(sql, tag)
  await sql(`update delivery.tag set valid_to = $3::timestamptz where valid_to is null and (id = $1 or slug = $2)`, [
    tag.id,
    tag.slug,
    at.toISOString(),
  ])
  const [begun] = await sql(
    // Two stories may bring the same new tag at once: the second waits, and finds it there.
    `insert into delivery.tag (id, name, slug, kind, uri, valid_from) values ($1, $2, $3, $4, $5, $6::timestamptz)
     on conflict do nothing returning id`,
    [...values, at.toISOString()],
  )
  return begun ? { at } : null
}

/** The clock is read once: what ends and what begins meet, and the tag is never missing in between. */
async function tagInstant(sql: Sql, { id, slug }: PublicTag): Promise<Date> {
  const [row] = await sql<{ at: Date }>(
    `select greatest(date_trunc('milliseconds', clock_timestamp()),
                     max(coalesce(valid_to, valid_from + interval '1 millisecond')))::timestamptz(3) as at
       from delivery.tag where id = $1 or (slug = $2 and valid_to is null)`,
    [id, slug],
  )
  if (!row) throw new Error('an aggregate gave no row')
  return row.at
}
