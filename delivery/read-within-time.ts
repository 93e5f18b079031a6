import type pg from 'pg'

import { NewsroomError } from '../errors.ts'
import { queryLimits } from './query-limits.ts'
import type { ReadRows } from './read-rows.ts'

/** The same reading, which begins no statement any more when the query has had its time. */
export function readWithinTime(readRows: ReadRows, now = () => performance.now()): ReadRows {
  const deadline = now() + queryLimits.seconds * 1_000
  return async <Row extends pg.QueryResultRow>(text: string, values: unknown[]) => {
    if (now() > deadline) throw tookTooLong()
    return readRows<Row>(text, values)
  }
}

const tookTooLong = () =>
  new NewsroomError(
    'UNAVAILABLE',
    `A query has at most ${queryLimits.seconds} seconds, and the database took longer. Ask for less, or again in a moment.`,
  )
