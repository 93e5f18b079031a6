import type { Moment } from './moment.ts'
import type { ArticleCursor } from './page-cursor.ts'

/** A position in a list that runs from the newest down: what follows lies below it. Goes into SQL as it is. */
export type PageStart = { time: Date | 'infinity'; id: string }

/**
 * Where a page of stories begins: below the cursor, before `publishedBefore`, and not after the moment asked about,
 * since a story first published later cannot have been public. One bound, so that an index is entered where it counts.
 */
export function startOfPage(asked: {
  after: ArticleCursor | null
  publishedBefore?: Date | null
  moment: Moment
}): PageStart {
  const bounds = [
    ...(asked.after ? [{ time: asked.after.firstPublished, id: asked.after.id }] : []),
    ...(asked.publishedBefore ? [{ time: asked.publishedBefore, id: '' }] : []),
    ...(asked.moment ? [{ time: new Date(asked.moment.getTime() + 1), id: '' }] : []),
  ].sort((a, b) => a.time.getTime() - b.time.getTime() || (a.id < b.id ? -1 : 1))
  return bounds[0] ?? { time: 'infinity', id: '' }
}
