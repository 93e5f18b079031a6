/** What a row of `delivery.change` became, read as it may be told now: a kill since then has silenced what it killed. */
export type ToldChange = {
  position: number
  at: Date
  kind: 'publish' | 'correct' | 'update' | 'refresh' | 'unpublish' | 'kill' | 'tag' | 'reset'
  article: string | null
  /** Ids of the tags whose lists changed. */
  tags: string[]
  /** The publication that the change began; null when it began none, or none is left of it. */
  begun: { withheld: boolean; note: string | null; language: string } | null
  /** The publication before it: the one that it ended, unless that had ended already. */
  before: { withheld: boolean; endNote: string | null; language: string; endedHere: boolean } | null
  /** The story's newest publication, whatever the change was. */
  newest: { slug: string; headline: string; language: string; isLive: boolean } | null
}

/** One thing that happened to what readers get: `data` goes out as JSON. */
export type PublicEvent = {
  position: number
  name: 'published' | 'updated' | 'corrected' | 'withdrawn' | 'killed' | 'tag' | 'reset'
  data: Record<string, unknown>
}

/** By what names readers know the kinds of `delivery.change`. */
export const eventNames = {
  publish: 'published',
  update: 'updated',
  refresh: 'updated',
  correct: 'corrected',
  unpublish: 'withdrawn',
  kill: 'killed',
  tag: 'tag',
  reset: 'reset',
} as const satisfies Record<ToldChange['kind'], PublicEvent['name']>

/**
 * The event that readers are told of; null for one that a kill, an erasure or a reset has silenced since. Of a killed
 * story it says the id and the public note: not the slug, the headline or the tags, which might be what it was killed
 * for. Of a story that is not live any more, it says the slug alone.
 */
export function publicEvent(change: ToldChange): PublicEvent | null {
  const { position, at, kind, article: id } = change
  const name = eventNames[kind]
  const told = (data: object): PublicEvent => ({ position, name, data: { kind: name, ...data, at: at.toISOString() } })
  if (kind === 'reset') return told({})
  if (kind === 'tag') return told({ tags: change.tags })
  if (kind === 'kill') return told({ id, ...noteOf(change.before?.endNote) })
  const own = kind === 'unpublish' ? change.before : change.begun
  if (!own || own.withheld || !change.newest) return null
  const { slug, headline, language, isLive } = change.newest
  const content = isLive && kind !== 'unpublish' ? { headline, language, ...noteOf(change.begun?.note) } : {}
  return told({ id, slug, ...content, tags: change.tags })
}

const noteOf = (note: string | null | undefined) => (note ? { note } : {})

/** Which events a reader wants: those of one tag's list, of one language, or all. */
export type EventFilter = { tagId: string | null; language: string | null }

/**
 * Whether an event is for this reader. What must reach everybody passes every filter: a kill, since whoever holds a
 * copy has to drop it, whatever it was filed under; and a reset.
 */
export function passes({ kind, tags, begun, before }: ToldChange, { tagId, language }: EventFilter): boolean {
  if (kind === 'kill' || kind === 'reset') return true
  if (tagId !== null && !tags.includes(tagId)) return false
  if (language === null || kind === 'tag') return true
  // A story that changes its language leaves one list and enters another.
  return begun?.language === language || (before?.endedHere === true && before.language === language)
}
