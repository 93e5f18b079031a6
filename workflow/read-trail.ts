import type { Sql } from '../database/sql.ts'

/** One entry of a story's trail, with the names of those it speaks of. */
export type TrailEntry = {
  sequence: number
  at: Date
  action: string
  actor: { id: string; name: string }
  from: string | null
  to: string | null
  revision: number | null
  reason: string | null
  /** Of the person that `from` and `to` name as the author before and after, where they do. */
  authorBefore: string | null
  authorAfter: string | null
}

export type TrailQuestion = { articleId: string; first: number; before: number | null }

/** A page of what happened to a story and to its notes, newest first, in one statement. */
export async function readTrail(sql: Sql, { articleId, first, before }: TrailQuestion): Promise<TrailEntry[]> {
  return sql<TrailEntry>(trailStatement, [articleId, before, first])
}

export const trailStatement = `
  select e.sequence, e.at, e.action, e."from", e."to", e.revision, e.reason,
         json_build_object('id', e."actorId", 'name', coalesce(actor.name, e."actorId")) as actor,
         before.name as "authorBefore", after.name as "authorAfter"
    from "AuditEntry" e
    left join "User" actor on actor.id = e."actorId"
    -- Only these two are JSON in such an entry; of others, the planner must not try to read them as such.
    left join "User" before on before.id = case when e.action = 'article.desk' then e."from"::jsonb ->> 'authorId' end
    left join "User" after on after.id = case when e.action = 'article.desk' then e."to"::jsonb ->> 'authorId' end
   where e.subject in (select 'article:' || $1::text
                       union all select 'note:' || id from "EditorialNote" where article = $1::text)
     and e.sequence < coalesce($2::int, 2147483647)
   order by e.sequence desc limit $3::int`
