/** The working copy's state; "scheduled" is derived from `publishAt`, never a state. */
export const states = ['draft', 'in_review', 'changes_requested', 'approved'] as const
export type State = (typeof states)[number]

/** What readers see of a story, derived from its row. */
export const publicStatuses = ['unpublished', 'live', 'withdrawn', 'killed'] as const
export type PublicStatus = (typeof publicStatuses)[number]

/** The part of an article's row that decides where it may go. */
export type Story = {
  id: string
  headline: string
  state: State
  version: number
  authorId: string | null
  /** Whoever changed content since the last approval. */
  contributors: string[]
  /** Number of the newest revision; 0 before the first. */
  newestRevision: number
  approvedRevision: number | null
  liveRevision: number | null
  firstPublished: Date | null
  killedAt: Date | null
  archivedAt: Date | null
  trashedAt: Date | null
  publishAt: Date | null
  unpublishAt: Date | null
  embargoedUntil: Date | null
}

export function publicStatusOf(story: Pick<Story, 'liveRevision' | 'killedAt' | 'firstPublished'>): PublicStatus {
  if (story.liveRevision !== null) return 'live'
  if (story.killedAt !== null) return 'killed'
  return story.firstPublished === null ? 'unpublished' : 'withdrawn'
}

/** A person's own text: they are its author, or changed its content since the last approval. */
export function isOwnText(story: Pick<Story, 'authorId' | 'contributors'>, personId: string): boolean {
  return story.authorId === personId || story.contributors.includes(personId)
}
