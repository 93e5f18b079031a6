import type { Sql } from '../database/sql.ts'

const keptDays = { delivered: 30, silenced: 30, dead: 90 }

/** Lets go of calls that ended long ago; gives how many. */
export async function forgetCalls(sql: Sql): Promise<number> {
  const gone = await sql(
    `delete from outgoing.call
      where state <> 'waiting' and ended_at < clock_timestamp() - ($1::jsonb ->> state)::int * interval '1 day'
     returning id`,
    [JSON.stringify(keptDays)],
  )
  return gone.length
}
