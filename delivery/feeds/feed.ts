import type { Publisher } from '../../environment/publisher.ts'
import type { PublishedImage } from '../../publication/content.ts'
import { articleAddress } from '../publisher.ts'
import type { ArticleRow, TagRow } from '../select-articles.ts'
import { tagsOfArticle, type ShownArticle } from '../shown-article.ts'

/** One page of stories, newest first, on its way out as RSS, Atom, JSON Feed, ninjs or JSON-LD. */
export type Feed = {
  title: string
  publisher: Publisher
  /** Where pictures and feeds are, without a slash at its end. */
  publicUrl: string
  /** The feed's first page, which names the feed, this page, and the next one when there is one. */
  address: string
  pageAddress: string
  nextAddress: string | null
  /** The one language of its stories, where it was asked for. */
  language: string | null
  items: FeedItem[]
}

export type FeedItem = {
  article: ShownArticle
  /** In the desk's order. */
  tags: TagRow[]
  /** Where readers find it. */
  url: string
  /** What it is called for ever, whatever becomes of its slug; answered as ninjs. */
  uri: string
}

/** What feeds say besides the stories: who publishes them, and where they, their pictures and feeds are. */
export type Site = Pick<Feed, 'publisher' | 'publicUrl'>

export function feedItem(row: ArticleRow, { publisher, publicUrl }: Site): FeedItem {
  const article = { ...row, moment: null }
  return {
    article,
    tags: tagsOfArticle(article),
    url: articleAddress(publisher, row.slug),
    uri: articleUri(publicUrl, row.id),
  }
}

export const articleUri = (publicUrl: string, id: string) => `${publicUrl}/feeds/ninjs/${encodeURIComponent(id)}`

/** The newsroom's site: the place where its stories are. */
export const homeAddress = ({ articleUrl }: Publisher) => new URL('/', articleUrl).href

/** When anything in the feed last changed. An empty feed says the beginning of time: nothing ever did. */
export const feedUpdated = ({ items }: Pick<Feed, 'items'>) =>
  new Date(Math.max(0, ...items.map(({ article }) => article.lastModified.getTime())))

/** The corrections of a story in the order of time; at most a few, as their notes are written by people. */
export const correctionsOf = ({ article }: FeedItem) =>
  (article.corrections ?? []).map(({ note, publishedAt }) => ({ note, publishedAt: new Date(publishedAt) }))

/** The pictures of a story's sections, with the one above them first. */
export const picturesOf = ({ content }: ShownArticle): PublishedImage[] =>
  [content.image, ...(content.sections ?? []).map(section => section.image)].filter(image => image !== null)
