import type { Sql } from '../database/sql.ts'

/** Puts a call that was given up, or waits for its next try, at the front: from the first pause again. False for any other. */
export async function sendAgain(sql: Sql, callId: string): Promise<boolean> {
  const again = await sql(
    `update outgoing.call set state = 'waiting', ended_at = null, tries = 0, next_try = clock_timestamp()
      where id::text = $1 and state in ('dead', 'waiting') returning id`,
    [callId],
  )
  return again.length > 0
}
