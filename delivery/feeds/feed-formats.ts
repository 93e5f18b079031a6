import type { Feed, FeedItem, Site } from './feed.ts'
import { renderAtom } from './render-atom.ts'
import { renderItemList, renderNewsArticle } from './render-item-list.ts'
import { renderJsonFeed } from './render-json-feed.ts'
import { renderNinjsItem, renderNinjsKill, renderNinjsList, type KilledStory } from './render-ninjs.ts'
import { renderRss } from './render-rss.ts'

export type FeedFormat = {
  contentType: string
  /** What its readers understand a refusal in. */
  refusal: 'xml' | 'json'
  render(feed: Feed): string
  /** One story alone, where the format has such a thing. */
  renderItem?(item: FeedItem, site: Site): string
  /** What takes the place of a killed story. */
  renderKill?(killed: KilledStory, site: Site): string
}

/** Every format of a feed by its file: at `/feeds/FILE`, at `/feeds/tags/SLUG/FILE`, and `/feeds/FILE/SLUG` for one story. */
export const feedFormats: Readonly<Record<string, FeedFormat>> = {
  'rss.xml': { contentType: 'application/rss+xml; charset=utf-8', refusal: 'xml', render: renderRss },
  'atom.xml': { contentType: 'application/atom+xml; charset=utf-8', refusal: 'xml', render: renderAtom },
  'feed.json': { contentType: 'application/feed+json; charset=utf-8', refusal: 'json', render: renderJsonFeed },
  ninjs: {
    contentType: 'application/json; charset=utf-8',
    refusal: 'json',
    render: renderNinjsList,
    renderItem: renderNinjsItem,
    renderKill: renderNinjsKill,
  },
  jsonld: {
    contentType: 'application/ld+json; charset=utf-8',
    refusal: 'json',
    render: renderItemList,
    renderItem: renderNewsArticle,
  },
}
