import type { Moment } from './moment.ts'

/** One publication of a story, without its content. */
export type PublicInterval = {
  slug: string
  from: Date
  to: Date | null
  endedBy: 'replaced' | 'unpublished' | 'killed' | null
  endNote: string | null
  withheld: boolean
}

export type ArticleStatus = {
  status: 'LIVE' | 'MOVED' | 'WITHDRAWN' | 'KILLED'
  slug: string
  since: Date
  note: string | null
}

/**
 * What became of a story, from all its publications in the order of time. LIVE and MOVED are answered exactly when
 * `article` answers. A killed story is shown at no instant, so it is KILLED at every instant from its first
 * publication on. `since` is when it went live without a break, came to its present slug, or ended.
 */
export function decideStatus(
  history: PublicInterval[],
  { slug, moment }: { slug: string; moment: Moment },
): ArticleStatus | null {
  const past = moment === null ? history : history.filter(interval => interval.from <= moment)
  const last = past.at(-1)
  if (!last) return null
  if (last.withheld) return ended(last, history)
  const isShown = last.to === null || (moment !== null && last.to > moment)
  if (!isShown) return ended(last, history)
  return last.slug === slug
    ? { status: 'LIVE', slug, since: startOfRun(past, () => true), note: null }
    : { status: 'MOVED', slug: last.slug, since: startOfRun(past, interval => interval.slug === last.slug), note: null }
}

function ended(last: PublicInterval, history: PublicInterval[]): ArticleStatus {
  const kill = last.withheld || last.endedBy === 'killed' ? firstKill(last, history) : undefined
  return kill
    ? { status: 'KILLED', slug: last.slug, since: kill.to ?? kill.from, note: kill.endNote }
    : { status: 'WITHDRAWN', slug: last.slug, since: last.to ?? last.from, note: null }
}

const firstKill = (last: PublicInterval, history: PublicInterval[]) =>
  history.find(interval => interval.from >= last.from && interval.endedBy === 'killed')

/** The beginning of the last unbroken row of intervals: each was replaced by the next, and all before the last pass. */
const startOfRun = (past: PublicInterval[], passes: (interval: PublicInterval) => boolean) =>
  past.reduce((start, interval, index) => {
    const before = past[index - 1]
    return before?.endedBy === 'replaced' && passes(before) ? start : interval.from
  }, new Date(0))
