import type { Sql } from '../database/sql.ts'

export type CallFigures = {
  /** Calls to webhooks that wait for their next try, and those given up. */
  callsWaiting: number
  callsDead: number
  /** How long ago the oldest change was made that a webhook still has to be told of; 0 when there is none. */
  callSeconds: number
  /** Changes that the CDN has not been told of; while there is no CDN, none. */
  purgeBehind: number
  /** Likewise for the CDN. */
  purgeSeconds: number
}

const secondsSince = (moment: string) =>
  `coalesce(greatest(extract(epoch from statement_timestamp() - ${moment}), 0), 0)::float8`

/** Figures for operators, in one statement. */
export async function countCalls(sql: Sql): Promise<CallFigures> {
  const [figures] = await sql<CallFigures>(
    `select count(*) filter (where state = 'waiting')::int as "callsWaiting",
            count(*) filter (where state = 'dead')::int as "callsDead",
            ${secondsSince(`(select at from delivery.change
               where position = min(call.position) filter (where state = 'waiting'))`)} as "callSeconds",
            (select h.position - p.position from ledger.head h, outgoing.purge p)::float8 as "purgeBehind",
            ${secondsSince(`(select c.at from delivery.change c, outgoing.purge p
               where c.position > p.position order by c.position limit 1)`)} as "purgeSeconds"
       from outgoing.call where state in ('waiting', 'dead')`,
  )
  if (!figures) throw new Error('the database counted nothing')
  return figures
}
