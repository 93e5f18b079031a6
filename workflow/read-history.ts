import type { Sql } from '../database/sql.ts'

type Person = { id: string; name: string }

/** A revision without its content. */
export type HistoryEntry = {
  number: number
  cause: string
  createdAt: Date
  contentHash: string
  author: Person
  contributors: Person[]
  /** Its content was erased by law. */
  erased: boolean
}

export type HistoryQuestion = {
  where: { id?: string | null; slug?: string | null }
  /** Whose own stories alone are answered for; null for all. */
  onlyOf: string | null
  first: number
  /** Revisions older than this number; null from the newest on. */
  before: number | null
}

/**
 * A page of a story's revisions, newest first, in one statement however long the history is: the unique index on
 * article and number is walked backwards, and no snapshot is read.
 */
export async function readHistory(
  sql: Sql,
  { where, onlyOf, first, before }: HistoryQuestion,
): Promise<HistoryEntry[]> {
  return sql<HistoryEntry>(historyStatement, [where.id ?? null, where.slug ?? null, before, first, onlyOf])
}

export const historyStatement = `
  select r.number, r.cause, r."createdAt", r."contentHash",
         json_build_object('id', r."authorId", 'name', coalesce(writer.name, r."authorId")) as author,
         (select coalesce(json_agg(json_build_object('id', c.id, 'name', coalesce(p.name, c.id)) order by c.place), '[]')
            from jsonb_array_elements_text(r.contributors) with ordinality as c(id, place)
            left join "User" p on p.id = c.id) as contributors,
         -- A tombstone is small: no other content is unpacked for the question.
         case when pg_column_size(r.snapshot) < 100 then r.snapshot ? 'erased' else false end as erased
    from "Revision" r left join "User" writer on writer.id = r."authorId"
   where r."articleId" = coalesce($1::text, (select id from "Article" where slug = $2::text))
     and r.number < coalesce($3::int, 2147483647)
     and ($5::text is null or exists (select from "Article" a where a.id = r."articleId" and a.author = $5::text))
   order by r.number desc limit $4::int`
