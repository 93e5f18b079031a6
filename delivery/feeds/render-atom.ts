import { feedPicture } from './feed-picture.ts'
import { feedUpdated, homeAddress, type Feed, type FeedItem } from './feed.ts'
import { storyHtml } from './story-html.ts'
import { element, textElement, writeDocument } from './write-markup.ts'

/** Atom (RFC 4287), with whole stories; further pages as in RFC 5005. */
export function renderAtom(feed: Feed): string {
  return writeDocument(
    element(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.language },
      element('id', {}, feed.address),
      element('title', {}, feed.title),
      element('updated', {}, feedUpdated(feed).toISOString()),
      // Also the author of a story without a byline, which would otherwise have none.
      element('author', {}, element('name', {}, feed.publisher.name)),
      element('link', { rel: 'self', href: feed.pageAddress, type: 'application/atom+xml' }),
      element('link', { rel: 'alternate', href: homeAddress(feed.publisher) }),
      feed.nextAddress === null ? null : element('link', { rel: 'next', href: feed.nextAddress }),
      ...feed.items.map(item => renderEntry(item, feed.publicUrl)),
    ),
  )
}

function renderEntry(item: FeedItem, publicUrl: string) {
  const { article, tags, url, uri } = item
  const { byline, description, image } = article.content
  const picture = image && feedPicture(image, publicUrl)
  return element(
    'entry',
    { 'xml:lang': article.language },
    element('id', {}, uri),
    element('title', {}, article.headline),
    element('published', {}, article.firstPublished.toISOString()),
    element('updated', {}, article.lastModified.toISOString()),
    byline ? element('author', {}, element('name', {}, byline)) : null,
    element('link', { rel: 'alternate', href: url }),
    picture && element('link', { rel: 'enclosure', href: picture.url, type: picture.contentType }),
    ...tags.map(tag => element('category', { term: tag.slug, label: tag.name })),
    textElement('summary', description),
    textElement('content', storyHtml(item, publicUrl), { type: 'html' }),
  )
}
