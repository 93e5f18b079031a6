import type { Sql } from '../database/sql.ts'

export type LiveText = {
  revision: number
  /** How readers came to it: publish, correct, update or refresh. */
  kind: string
  at: Date
  /** Null where the trail does not know: the seed's stories are published by a script. */
  by: { id: string; name: string } | null
  /** The public note of a correction. */
  note: string | null
}

/** What readers get of a story now, since when, and by whose decision; null where it is not live. */
export async function readLive(sql: Sql, articleId: string): Promise<LiveText | null> {
  const [live] = await sql<LiveText>(
    `select p.revision, p.kind::text, p.valid_from as at, p.note,
            case when entry."actorId" is not null then
              json_build_object('id', entry."actorId", 'name', coalesce(person.name, entry."actorId")) end as by
       from delivery.publication p
       left join lateral (
         select "actorId" from "AuditEntry"
          where subject = 'article:' || p.article and revision = p.revision
            and action in ('article.publish', 'article.publishNow', 'article.correct', 'article.refresh')
          order by sequence desc limit 1) entry on true
       left join "User" person on person.id = entry."actorId"
      where p.article = $1 and p.valid_to is null`,
    [articleId],
  )
  return live ?? null
}
