import type { Sql } from '../database/sql.ts'
import { beginInterval, type PublicationKind } from './begin-interval.ts'
import { claimSlug } from './claim-slug.ts'
import { composeContent } from './compose-content.ts'
import { endLiveInterval } from './end-live-interval.ts'
import { nextInstant } from './next-instant.ts'
import { recordPictures } from './record-pictures.ts'
import { recordPublicationTags } from './record-publication-tags.ts'
import type { Snapshot } from './snapshot.ts'
import { writeTagInterval, type PublicTag } from './write-tag-interval.ts'

export type PublicationOrder = {
  articleId: string
  /** The revision's number. */
  revision: number
  kind: PublicationKind
  snapshot: Snapshot
  /** The snapshot's tags as their rows say now; a tag that is no more is left out. */
  tags: PublicTag[]
  /** The public correction note: with `correct` always, else null. */
  note: string | null
  /** The moment that `openTogether` gave, where several stories go live at once. */
  at?: Date
}

export type WrittenPublication = { publicationId: string; at: Date; firstPublished: Date; tags: string[] }

/**
 * Makes a revision what readers get, in place of what they got before. In the caller's transaction, which has locked
 * the article's row, and for share those of its tags; the caller then records the change. SLUG_TAKEN when the slug
 * belongs to another story. `firstPublished` is that of the first publication ever, also after a withdrawal; `tags` are
 * all whose lists changed, those of before and of now.
 */
export async function writePublication(sql: Sql, order: PublicationOrder): Promise<WrittenPublication> {
  const { articleId, revision, kind, snapshot, note } = order
  const content = composeContent(snapshot)
  await claimSlug(sql, snapshot.slug, articleId)
  const tagIds = await publishTags(sql, order)
  await recordPictures(sql, [content])

  const next = await nextInstant(sql, [articleId])
  const at = order.at ?? next.at
  const firstPublished = next.firstPublished ?? at
  const ended = await endLiveInterval(sql, { articleId, at, by: 'replaced', note: null })
  const interval = { articleId, revision, kind, slug: snapshot.slug, content, note, at, firstPublished }
  const publicationId = await beginInterval(sql, interval)
  await recordPublicationTags(sql, { publicationId, articleId, tagIds, firstPublished, at })
  return { publicationId, at, firstPublished, tags: [...new Set([...(ended?.tags ?? []), ...tagIds])] }
}

/** Before the moment is taken, so that the tags are there at it; by id, so that two stories don't wait for each other. */
async function publishTags(sql: Sql, { snapshot, tags }: PublicationOrder): Promise<string[]> {
  const tagsById = new Map(tags.map(tag => [tag.id, tag]))
  const carried = snapshot.tags.map(id => tagsById.get(id)).filter(tag => tag !== undefined)
  for (const tag of carried) await writeTagInterval(sql, tag)
  return carried.map(({ id }) => id)
}
