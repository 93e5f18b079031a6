import { NewsroomError } from '../../errors.ts'
import { readArticle } from '../read-article.ts'
import { readArticleStatus } from '../read-article-status.ts'
import type { ReadRows } from '../read-rows.ts'
import { StoryKilled } from './answer-feed.ts'
import type { FeedFormat } from './feed-formats.ts'
import { feedItem } from './feed.ts'
import { noteStory, type Answering } from './read-feed.ts'

export type StoryFormat = Required<Pick<FeedFormat, 'renderItem'>> & Pick<FeedFormat, 'renderKill'>

const wholeStory = { moment: null, parts: { sections: 'whole', tags: true, corrections: true } as const }

/**
 * One story by any slug it ever had, or by its id. Throws `NOT_FOUND` for what is not public, whether it ever was or
 * not; and what takes the place of a killed story, where the format has such a thing.
 */
export async function readStory(answering: Answering, name: string, format: StoryFormat): Promise<{ body: string }> {
  const { readRows } = answering
  const row =
    (await readArticle(readRows, { ...wholeStory, by: 'slug', value: name })) ??
    (await readArticle(readRows, { ...wholeStory, by: 'id', value: name }))
  if (!row) throw await refusal(answering, name, format)
  const item = feedItem(row, answering)
  noteStory(answering.cacheTags, item)
  return { body: format.renderItem(item, answering) }
}

async function refusal(answering: Answering, name: string, { renderKill }: StoryFormat): Promise<Error> {
  const status = renderKill && (await readStatus(answering.readRows, name))
  if (renderKill && status?.status === 'KILLED') return new StoryKilled(renderKill(status, answering))
  return new NewsroomError(
    'NOT_FOUND',
    'No public story is called so. `articleStatus` at /graphql says what became of it.',
  )
}

/** What became of a story, by a slug that it had or by its id. */
async function readStatus(readRows: ReadRows, name: string) {
  const [known] = await readRows<{ slug: string }>(
    `select slug from delivery.slug where slug = $1 or article = $1 order by slug <> $1 limit 1`,
    [name],
  )
  return known ? readArticleStatus(readRows, { slug: known.slug, moment: null }) : null
}
