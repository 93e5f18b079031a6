import { describeAsNewsArticle } from '../describe-as-news-article.ts'
import { homeAddress, type Feed, type FeedItem, type Site } from './feed.ts'
import { withoutNull } from './without-null.ts'

/** A list as schema.org/ItemList of NewsArticle. */
export function renderItemList(feed: Feed): string {
  return printForScript(
    withoutNull({
      '@context': 'https://schema.org',
      '@type': 'ItemList',
      '@id': feed.pageAddress,
      name: feed.title,
      url: homeAddress(feed.publisher),
      itemListOrder: 'https://schema.org/ItemListOrderDescending',
      numberOfItems: feed.items.length,
      itemListElement: feed.items.map((item, index) => ({
        '@type': 'ListItem',
        position: index + 1,
        url: item.url,
        item: describeStory(item, feed),
      })),
    }),
  )
}

/** One story as schema.org/NewsArticle. */
export const renderNewsArticle = (item: FeedItem, site: Site): string => printForScript(describeStory(item, site))

/** JSON-LD goes into a script element as it is, by many a site: no text of ours may end that element. */
const printForScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')

const describeStory = ({ article, tags }: FeedItem, { publicUrl, publisher }: Site) =>
  describeAsNewsArticle({ article, tags, publicUrl, publisher })
