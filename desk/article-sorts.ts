import type { ArticleView } from './article-views.ts'
import { updatedAt } from './story-line.ts'

export const articleSorts = ['updated', 'published', 'headline', 'scheduled'] as const
export type ArticleSort = (typeof articleSorts)[number]

type Order = { key: string; type: 'timestamptz' | 'text'; direction: 'asc' | 'desc' }

const orders: Record<ArticleSort, Order> = {
  updated: { key: updatedAt, type: 'timestamptz', direction: 'desc' },
  // What never was public comes last, and what has no time likewise.
  published: { key: `coalesce(a."firstPublished", '-infinity')`, type: 'timestamptz', direction: 'desc' },
  headline: { key: `desk.sort_text(a.headline)`, type: 'text', direction: 'asc' },
  scheduled: { key: `coalesce(a."publishAt", 'infinity')`, type: 'timestamptz', direction: 'asc' },
}

/** Which orders of a view an index holds; the others are sorted, of views that hold only what is being worked on. */
const walked: Record<ArticleView, readonly ArticleSort[]> = {
  all: articleSorts,
  mine: ['updated'],
  inReview: ['updated'],
  changed: ['updated'],
  scheduled: ['scheduled'],
  archived: ['updated', 'published', 'headline'],
  trash: ['updated', 'published', 'headline'],
}

/** What a view is sorted by, and whether an index is walked for it. */
export function orderOf(view: ArticleView, sort: ArticleSort): Order & { isWalked: boolean } {
  // What is put away has no time of going live.
  const asked = sort === 'scheduled' && (view === 'archived' || view === 'trash') ? 'updated' : sort
  return { ...orders[asked], isWalked: walked[view].includes(asked) }
}
