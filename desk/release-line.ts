import { lateAfterSeconds, type ScheduleState } from '../workflow/schedule-state.ts'

/** A release in one line. */
export type ReleaseLine = {
  id: string
  name: string
  version: number
  releaseAt: Date | null
  releasedAt: Date | null
  scheduleError: string | null
  scheduleState: ScheduleState
  /** How many stories it holds. */
  stories: number
}

/** Columns of a line, over `"Release" r`. */
export const releaseColumns = `
  r.id, r.name, r.version, r."releaseAt", r."releasedAt", r."scheduleError",
  case when r.state <> 'open' or r."releaseAt" is null then 'none'
       when r."scheduleError" is not null then 'failed'
       when r."releaseAt" < statement_timestamp() - interval '${lateAfterSeconds} s' then 'late'
       else 'scheduled' end as "scheduleState",
  (select count(*)::int from "_Article_releases" held where held."B" = r.id) as stories`
