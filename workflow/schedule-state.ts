import type { Story } from './story.ts'

/** What an article's schedule is kept in, besides `publishAt`; the workflow's alone. */
export type ScheduleColumns = {
  publishAt: Date | null
  scheduledById: string | null
  /** Why the last try failed, in a sentence. */
  scheduleError: string | null
  scheduleAttempts: number
  /** Not tried again before this. */
  scheduleRetryAt: Date | null
}

export const unscheduled: ScheduleColumns = {
  publishAt: null,
  scheduledById: null,
  scheduleError: null,
  scheduleAttempts: 0,
  scheduleRetryAt: null,
}

export const scheduleStates = ['none', 'scheduled', 'late', 'failed'] as const
export type ScheduleState = (typeof scheduleStates)[number]

/** A worker that runs takes what is due within seconds; later than this is worth a word. */
export const lateAfterSeconds = 10

type Facts = Pick<Story, 'publishAt' | 'unpublishAt' | 'liveRevision'> & Pick<ScheduleColumns, 'scheduleError'>

/**
 * Where a story stands with its times, the one of going live and the one of leaving: `late` is due and not done,
 * `failed` was tried in vain (and is tried again).
 */
export function scheduleStateOf(story: Facts, now: Date): ScheduleState {
  const times = [story.publishAt, story.liveRevision === null ? null : story.unpublishAt].filter(at => at !== null)
  if (times.length === 0) return 'none'
  if (story.scheduleError !== null) return 'failed'
  const isLate = times.some(at => now.getTime() - at.getTime() > lateAfterSeconds * 1000)
  return isLate ? 'late' : 'scheduled'
}
