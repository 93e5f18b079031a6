import type { Person } from '../access.ts'
import { whyNot } from '../workflow/assert-may-transition.ts'
import { scheduleStateOf, type ScheduleState } from '../workflow/schedule-state.ts'
import { publicStatusOf, type PublicStatus, type Story } from '../workflow/story.ts'
import { transitionNames, transitions, type TransitionName } from '../workflow/transitions.ts'

/** A story in one line: what the list, the desk and the calendar show of it. */
export type StoryLine = Omit<Story, 'authorId' | 'contributors'> & {
  author: { id: string; name: string } | null
  rubric: string | null
  /** Names of its other tags; the first few. */
  tags: string[]
  /** Key of its main picture's file. */
  pictureKey: string | null
  updatedAt: Date
  hasUnpublishedChanges: boolean
  publicStatus: PublicStatus
  scheduleState: ScheduleState
  scheduleError: string | null
  /** What this person may do with it now. */
  moves: TransitionName[]
}

/** As `lineColumns` reads it. */
export type LineRow = Story &
  Pick<StoryLine, 'rubric' | 'tags' | 'pictureKey' | 'updatedAt' | 'scheduleError' | 'hasUnpublishedChanges'> & {
    authorName: string | null
    now: Date
  }

/** When a story was last written to; rows from before that was kept have the time of their making. */
export const updatedAt = `coalesce(a."updatedAt", a."createdAt")`

/** Live, and the working copy's content is another than what readers get. */
export const hasUnpublishedChanges = `a."liveRevision" <> a."newestRevision" and (
    select live."contentHash" <> newest."contentHash" from "Revision" live, "Revision" newest
     where live."articleId" = a.id and live.number = a."liveRevision"
       and newest."articleId" = a.id and newest.number = a."newestRevision")`

/** Columns of a line, over `lineTables`. */
export const lineColumns = `
  a.id, a.headline, a.state::text, a.version, a.author as "authorId", a.contributors, a."newestRevision",
  a."approvedRevision", a."liveRevision", a."firstPublished", a."killedAt", a."archivedAt", a."trashedAt", a."publishAt",
  a."unpublishAt", a."embargoedUntil", a."scheduleError", ${updatedAt} as "updatedAt", writer.name as "authorName",
  picture.file_id as "pictureKey", named.rubric, named.tags,
  coalesce(${hasUnpublishedChanges}, false) as "hasUnpublishedChanges", statement_timestamp() as now`

/** The tables of `lineColumns` for the stories of `picked`, which has their ids. */
export const lineTables = `
  picked join "Article" a on a.id = picked.id
    left join "User" writer on writer.id = a.author
    left join "Image" picture on picture.id = a.image
    left join lateral (
      select min(t.name) filter (where t.kind = 'rubric') as rubric,
             coalesce((array_agg(t.name order by t.name) filter (where t.kind <> 'rubric'))[1:4], '{}') as tags
        from "_Article_tags" link join "Tag" t on t.id = link."B" where link."A" = a.id) named on true`

/** The line as this person sees it. */
export function lineOf(row: LineRow, person: Person): StoryLine {
  const { authorId, authorName, contributors: _, now, ...line } = row
  return {
    ...line,
    author: authorId === null ? null : { id: authorId, name: authorName ?? '' },
    publicStatus: publicStatusOf(row),
    scheduleState: scheduleStateOf(row, now),
    moves: transitionNames.filter(name => !whyNot(row, name, person) && !isIdle(row, name)),
  }
}

/** Nothing would change for readers. */
const isIdle = ({ approvedRevision, liveRevision }: Story, name: TransitionName) =>
  transitions[name].effect === 'goLive' && approvedRevision === liveRevision
