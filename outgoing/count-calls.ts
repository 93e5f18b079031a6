import type { Sql } from '../database/sql.ts'

export type CallFigures = {
  /** Calls to webhooks that wait for their next try, and those given up. */
  callsWaiting: number
  callsDead: number
  /** Changes that the CDN has not been told of; while there is no CDN, none. */
  purgeBehind: number
}

/** Figures for operators, in one statement. */
export async function countCalls(sql: Sql): Promise<CallFigures> {
  const [figures] = await sql<CallFigures>(
    `select count(*) filter (where state = 'waiting')::int as "callsWaiting",
            count(*) filter (where state = 'dead')::int as "callsDead",
            (select h.position - p.position from ledger.head h, outgoing.purge p)::float8 as "purgeBehind"
       from outgoing.call where state in ('waiting', 'dead')`,
  )
  if (!figures) throw new Error('the database counted nothing')
  return figures
}
