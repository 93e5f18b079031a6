import type { Act } from './act.ts'

/** The database's clock now, to the millisecond: the one clock that all processes share. */
export async function databaseTime(act: Pick<Act, 'sql'>): Promise<Date> {
  const [row] = await act.sql<{ now: Date }>(`select clock_timestamp()::timestamptz(3) as now`)
  if (!row) throw new Error('the database did not tell the time')
  return row.now
}
