import type { Sql } from '../database/sql.ts'
import { lateAfterSeconds } from './schedule-state.ts'

export type NewsroomFigures = {
  /** How many stories and releases wait for their time, are late, or failed; see `scheduleStateOf`. */
  scheduled: number
  late: number
  failed: number
  /** How long the oldest that is due has been waiting; 0 when none is. */
  secondsLate: number
  /** The sequence of the newest audit entry. */
  auditSequence: number
  /** The position of the newest change that readers were told of. */
  changePosition: number
}

/** Figures for operators, in one statement. */
export async function countSchedules(sql: Sql): Promise<NewsroomFigures> {
  const [figures] = await sql<NewsroomFigures>(
    `select count(*) filter (where error is null and late <= $1)::int as scheduled,
            count(*) filter (where error is null and late > $1)::int as late,
            count(error)::int as failed,
            coalesce(greatest(max(late), 0), 0)::float8 as "secondsLate",
            (select sequence from ledger.head) as "auditSequence",
            (select position::float8 from ledger.head) as "changePosition"
       from (select "scheduleError" as error,
                    extract(epoch from statement_timestamp() - least("publishAt", leaves)) as late
               from "Article",
                    lateral (select case when "liveRevision" is not null then "unpublishAt" end as leaves) as leaving
              where "publishAt" is not null or leaves is not null
              union all
             select "scheduleError", extract(epoch from statement_timestamp() - "releaseAt")
               from "Release" where state = 'open' and "releaseAt" is not null) as schedule`,
    [lateAfterSeconds],
  )
  if (!figures) throw new Error('the database counted nothing')
  return figures
}
