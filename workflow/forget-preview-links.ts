import type { Sql } from '../database/sql.ts'

/** How long colleagues still see whom a story was shown to. */
export const linksKeptDays = 30

/** Deletes links that ended a month ago; gives how many there were. For a daily job. */
export async function forgetPreviewLinks(sql: Sql): Promise<number> {
  const gone = await sql(
    `delete from "PreviewLink"
      where least("expiresAt", "revokedAt") < now() - make_interval(days => $1::int) returning 1`,
    [linksKeptDays],
  )
  return gone.length
}
