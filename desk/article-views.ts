import { isAtLeast, type Person } from '../access.ts'
import { hasUnpublishedChanges } from './story-line.ts'

export const articleViews = ['all', 'mine', 'inReview', 'changed', 'scheduled', 'archived', 'trash'] as const
export type ArticleView = (typeof articleViews)[number]

export const atHand = `a."trashedAt" is null and a."archivedAt" is null`

/** Goes live or leaves its readers at a time. */
export const isScheduled = `(a."publishAt" is not null or (a."liveRevision" is not null and a."unpublishAt" is not null))`

/** Which stories each view picks, in SQL; `$1` is the person. Each has an index in the same words. */
export const viewConditions: Record<ArticleView, string> = {
  all: atHand,
  mine: `a.author = $1::text and ${atHand}`,
  inReview: `a.state = 'in_review' and ${atHand}`,
  changed: `${hasUnpublishedChanges} and ${atHand}`,
  scheduled: `${isScheduled} and ${atHand}`,
  archived: `a."archivedAt" is not null and a."trashedAt" is null`,
  trash: `a."trashedAt" is not null`,
}

/** In SQL what `rules.readArticles` says of the list: all stories but those in another author's trash. */
export const visibleTo = (person: Person): string =>
  isAtLeast(person, 'editor') ? 'true' : `(a."trashedAt" is null or a.author = $1::text)`
