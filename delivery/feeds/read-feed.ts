import { NewsroomError } from '../../errors.ts'
import type { CacheTags } from '../cache-tags.ts'
import { readArticleCursor, writeArticleCursor } from '../page-cursor.ts'
import { readArticles } from '../read-articles.ts'
import type { ReadRows } from '../read-rows.ts'
import { readTag } from '../read-tags.ts'
import type { TagRow } from '../select-articles.ts'
import { feedItem, type Feed, type FeedItem, type Site } from './feed.ts'
import { feedAddress, type FeedAsked } from './read-asked.ts'

/** Stories on one page of a feed: with all their text, about 150 kB at the seed's size. */
export const feedLength = 30

export type Answering = Site & { readRows: ReadRows; cacheTags: CacheTags }

/** Reads one page of a feed. Throws `NOT_FOUND` for a tag that no public story carries. */
export async function readFeed(answering: Answering, asked: FeedAsked): Promise<Feed> {
  const { readRows, cacheTags, publisher, publicUrl } = answering
  const after = asked.after === null ? null : readArticleCursor(asked.after)
  cacheTags.articles()
  const tag = asked.tag === null ? null : await findTag(answering, asked.tag)
  const rows = await readArticles(readRows, { ...everything, ...asked, after, limit: feedLength + 1 })
  const items = rows.slice(0, feedLength).map(row => feedItem(row, answering))
  items.forEach(item => noteStory(cacheTags, item))
  const last = rows.length > feedLength ? (items.at(-1) ?? null) : null
  return {
    title: [publisher.name, tag?.name].filter(Boolean).join(' — '),
    publisher,
    publicUrl,
    address: publicUrl + feedAddress(asked, null),
    pageAddress: publicUrl + feedAddress(asked, asked.after),
    nextAddress: last && publicUrl + feedAddress(asked, writeArticleCursor(last.article)),
    language: asked.language,
    items,
  }
}

const everything = {
  publishedAfter: null,
  publishedBefore: null,
  moment: null,
  parts: { sections: 'whole', tags: true, corrections: true } as const,
}

async function findTag({ readRows, cacheTags }: Answering, slug: string): Promise<TagRow> {
  const tag = await readTag(readRows, { slug, moment: null })
  if (!tag) {
    throw new NewsroomError(
      'NOT_FOUND',
      'No public story carries this tag. Ask for `tags` at /graphql, which lists them.',
    )
  }
  cacheTags.tag(tag.id)
  return tag
}

/** Notes that an answer depends on a story and on the names of its tags. */
export function noteStory(cacheTags: CacheTags, { article, tags }: FeedItem): void {
  cacheTags.article(article.id)
  for (const { id } of tags) cacheTags.tag(id)
}
