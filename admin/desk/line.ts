import type { ScheduleState } from '../../workflow/schedule-state.ts'
import type { PublicStatus, State } from '../../workflow/story.ts'
import type { TransitionName } from '../../workflow/transitions.ts'

/** A story in one line, as the authoring API gives it to the desk, the list and the calendar. */
export type Line = {
  id: string
  headline: string
  version: number
  state: State
  publicStatus: PublicStatus
  hasUnpublishedChanges: boolean
  scheduleState: ScheduleState
  scheduleError: string | null
  author: { id: string; name: string } | null
  rubric: string | null
  tags: string[]
  pictureKey: string | null
  updatedAt: string
  firstPublished: string | null
  publishAt: string | null
  unpublishAt: string | null
  embargoedUntil: string | null
  archivedAt: string | null
  trashedAt: string | null
  moves: TransitionName[]
}

export const lineSelection = `
  id headline version state publicStatus hasUnpublishedChanges scheduleState scheduleError author { id name } rubric tags
  pictureKey updatedAt firstPublished publishAt unpublishAt embargoedUntil archivedAt trashedAt moves`

export type ReleaseLine = {
  id: string
  name: string
  version: number
  releaseAt: string | null
  releasedAt: string | null
  scheduleState: ScheduleState
  scheduleError: string | null
  stories: number
}

export const releaseSelection = 'id name version releaseAt releasedAt scheduleState scheduleError stories'
