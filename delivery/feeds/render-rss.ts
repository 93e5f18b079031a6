import { captionWithCredit, feedPicture } from './feed-picture.ts'
import { feedUpdated, homeAddress, type Feed, type FeedItem } from './feed.ts'
import { storyHtml } from './story-html.ts'
import { element, textElement, writeDocument } from './write-markup.ts'

const namespaces = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
}

/** RSS 2.0 (rssboard.org/rss-specification, and its profile), with whole stories and when each was last changed. */
export function renderRss(feed: Feed): string {
  const channel = element(
    'channel',
    {},
    element('title', {}, feed.title),
    element('link', {}, homeAddress(feed.publisher)),
    element('description', {}, feed.title),
    textElement('language', feed.language),
    feed.items.length === 0 ? null : element('lastBuildDate', {}, feedUpdated(feed).toUTCString()),
    element('atom:link', { href: feed.pageAddress, rel: 'self', type: 'application/rss+xml' }),
    feed.nextAddress === null ? null : element('atom:link', { href: feed.nextAddress, rel: 'next' }),
    ...feed.items.map(item => renderItem(item, feed.publicUrl)),
  )
  return writeDocument(element('rss', { version: '2.0', ...namespaces }, channel))
}

function renderItem(item: FeedItem, publicUrl: string) {
  const { article, tags, url, uri } = item
  return element(
    'item',
    {},
    element('title', {}, article.headline),
    element('link', {}, url),
    textElement('description', article.content.description),
    textElement('dc:creator', article.content.byline),
    ...tags.map(tag => element('category', {}, tag.name)),
    element('guid', { isPermaLink: 'false' }, uri),
    // RFC 822 with a year of four digits, which is what RSS asks for.
    element('pubDate', {}, article.firstPublished.toUTCString()),
    element('atom:updated', {}, article.lastModified.toISOString()),
    element('dc:language', {}, article.language),
    textElement('content:encoded', storyHtml(item, publicUrl)),
    mediaContent(item, publicUrl),
  )
}

function mediaContent({ article: { content } }: FeedItem, publicUrl: string) {
  if (!content.image) return null
  const { url, width, height, contentType } = feedPicture(content.image, publicUrl)
  return element(
    'media:content',
    { url, type: contentType, medium: 'image', width, height },
    textElement('media:description', captionWithCredit(content.image), { type: 'plain' }),
    textElement('media:credit', content.image.creditLine),
    textElement('media:copyright', content.image.copyrightNotice),
  )
}
