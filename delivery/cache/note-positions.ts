import type pg from 'pg'

import type { ReadRows } from '../read-rows.ts'

/** Between which positions of `delivery.change` the statements of one question were read. */
export type SeenPositions = { least: number; most: number }

/** The same reading, which also notes at which position each statement's snapshot stands. It costs no statement. */
export function readRowsNoting(readRows: ReadRows, seen: SeenPositions): ReadRows {
  return async <Row extends pg.QueryResultRow>(text: string, values: unknown[]) => {
    const rows = await readRows<Row & { atPosition: string; isRow: true | null }>(withPosition(text), values)
    const position = Number(rows[0]?.atPosition)
    seen.least = Math.min(seen.least, position)
    seen.most = Math.max(seen.most, position)
    return rows[0]?.isRow ? rows : []
  }
}

const texts = new Map<string, string>()

/** Of one row and a lateral join on true, PostgreSQL can only make a nested loop, which keeps the order of the rows. */
function withPosition(text: string): string {
  const before = texts.get(text)
  if (before) return before
  const noted = `select seen.position::text as "atPosition", answer.*
    from (select coalesce(max(position), 0) as position from delivery.change) seen
    left join lateral (select true as "isRow", asked.* from (${text}) asked) answer on true`
  texts.set(text, noted)
  return noted
}
