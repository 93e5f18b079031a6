import type { Sql } from '../database/sql.ts'

export type Call = { id: string; position: number; tries: number; url: string; secret: string }

/** As long as a process may take for a call, and longer; after that, another takes it up. */
const leaseSeconds = 60
const mostAtOnce = 20
/** A receiver that is slow does not keep the others waiting. */
const mostOfOne = 5

/**
 * Takes the calls that are due. Of one article and webhook it is always the oldest that waits: a later one is not due
 * before that is delivered or given up. Nobody else takes the same within the lease.
 */
export const claimCalls = async (sql: Sql): Promise<Call[]> =>
  sql<Call>(`
    with heads as (
      select distinct on (c.webhook, c.article) c.id, c.webhook, c.next_try
        from outgoing.call c join "Webhook" w on w.id = c.webhook and w.active
       where c.state = 'waiting' order by c.webhook, c.article, c.position
    ),
    due as (
      select id, row_number() over (partition by webhook order by next_try, id) as place
        from heads where next_try <= clock_timestamp()
    ),
    taken as (
      select c.id from outgoing.call c
       -- Looked at again under the lock: another process may just have taken it.
       where c.id in (select id from due where place <= ${mostOfOne} order by place, id limit ${mostAtOnce})
         and c.state = 'waiting' and c.next_try <= clock_timestamp()
         for update skip locked
    )
    update outgoing.call c
       set tries = c.tries + 1, next_try = clock_timestamp() + interval '${leaseSeconds} seconds'
      from taken, "Webhook" w
     where c.id = taken.id and w.id = c.webhook
    returning c.id::text, c.position::int, c.tries, w.url, w.secret`)
