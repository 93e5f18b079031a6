import type { Sql } from '../database/sql.ts'
import type { Call } from './claim-calls.ts'
import { pauseAfter } from './pauses.ts'

export type Outcome =
  | { state: 'delivered'; status: number }
  /** What was to be told has been silenced since, by a kill or an erasure. */
  | { state: 'silenced' }
  | { state: 'failed'; status: number | null; reason: string }

/** Writes down how a call went; a failed one is tried again later, or given up. Gives the state it is in now. */
export async function recordCall(sql: Sql, call: Pick<Call, 'id' | 'tries'>, outcome: Outcome): Promise<string> {
  const pause = outcome.state === 'failed' ? pauseAfter(call.tries) : null
  const state = outcome.state !== 'failed' ? outcome.state : pause === null ? 'dead' : 'waiting'
  await sql(
    // Of a call that another process took up after the lease, only the newest try counts.
    `update outgoing.call
        set state = $3::text, last_status = $4::int, last_error = $5::text,
            ended_at = case when $3::text = 'waiting' then null else clock_timestamp() end,
            next_try = clock_timestamp() + coalesce($6::int, 0) * interval '1 second'
      where id = $1::bigint and tries = $2::int and state = 'waiting'`,
    [call.id, call.tries, state, 'status' in outcome ? outcome.status : null, reasonOf(outcome), pause],
  )
  return state
}

const reasonOf = (outcome: Outcome) => (outcome.state === 'failed' ? outcome.reason.slice(0, 500) : null)
