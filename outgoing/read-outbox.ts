import type { Sql } from '../database/sql.ts'
import { eventNames } from '../delivery/events/public-event.ts'

export type OutboxCall = {
  id: string
  event: string
  article: string | null
  state: string
  tries: number
  lastStatus: number | null
  lastError: string | null
  nextTry: string | null
  endedAt: string | null
}

export type Outbox = { waiting: number; delivered: number; dead: number; calls: OutboxCall[] }

const newest = 20

/** How a webhook’s calls stand: how many of each state, and the newest, what failed first. */
export async function readOutbox(sql: Sql, webhookId: string): Promise<Outbox> {
  const [counts] = await sql<Omit<Outbox, 'calls'>>(
    `select count(*) filter (where state = 'waiting')::int as waiting,
            count(*) filter (where state = 'delivered')::int as delivered,
            count(*) filter (where state = 'dead')::int as dead
       from outgoing.call where webhook = $1`,
    [webhookId],
  )
  if (!counts) throw new Error('the database counted nothing')
  const calls = await sql<OutboxCall>(
    `select l.id::text, $2::jsonb ->> c.kind as event, nullif(l.article, '') as article, l.state, l.tries,
            l.last_status as "lastStatus", l.last_error as "lastError",
            case when l.state = 'waiting' then ${iso('l.next_try')} end as "nextTry", ${iso('l.ended_at')} as "endedAt"
       from outgoing.call l join delivery.change c using (position)
      where l.webhook = $1 order by l.state = 'dead' desc, l.position desc limit ${newest}`,
    [webhookId, JSON.stringify(eventNames)],
  )
  return { ...counts, calls }
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
