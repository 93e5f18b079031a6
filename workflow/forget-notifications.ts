import type { Sql } from '../database/sql.ts'

/** How long a notification is kept after it was read, and at most a hundred thousand rows at a time. */
export const keptAfterReading = { days: 90, atOnce: 100_000 } as const

/** Deletes what was read long ago; gives how many rows there were. For a daily job. */
export async function forgetNotifications(sql: Sql): Promise<number> {
  const gone = await sql(
    `delete from "Notification" where id in (
       select id from "Notification" where "readAt" < now() - make_interval(days => $1::int) limit $2::int) returning 1`,
    [keptAfterReading.days, keptAfterReading.atOnce],
  )
  return gone.length
}
