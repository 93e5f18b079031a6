import type { Sql } from '../database/sql.ts'
import { endLiveInterval } from './end-live-interval.ts'
import { nextInstant } from './next-instant.ts'
import { withholdArticle } from './withhold-article.ts'

export type PublicationEnd = {
  articleId: string
  by: 'unpublished' | 'killed'
  /** What readers are told; never a reason that was meant for the newsroom. */
  note: string | null
}

/**
 * Takes a story from readers; killed, it is shown at no instant any more, the past included. In the caller's
 * transaction, which has locked the article's row; the caller then records the change, with the `tags` whose lists it
 * left. Null when there was nothing to take: it was not live and, for a kill, never public. `at` is this act's moment.
 */
export async function endPublication(
  sql: Sql,
  { articleId, by, note }: PublicationEnd,
): Promise<{ at: Date; tags: string[] } | null> {
  const { at, firstPublished } = await nextInstant(sql, [articleId])
  if (firstPublished === null) return null
  const ended = await endLiveInterval(sql, { articleId, at, by, note })
  if (by === 'killed') return { at, tags: await withholdArticle(sql, { articleId, note }) }
  return ended && { at, tags: ended.tags }
}
