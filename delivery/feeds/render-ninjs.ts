import type { PublishedImage } from '../../publication/content.ts'
import type { ArticleStatus } from '../decide-status.ts'
import type { TagRow } from '../select-articles.ts'
import { feedPicture } from './feed-picture.ts'
import { articleUri, correctionsOf, feedUpdated, picturesOf, type Feed, type FeedItem, type Site } from './feed.ts'
import { storyHtml, storyText } from './story-html.ts'
import { withoutNull } from './without-null.ts'

type Ninjs = Record<string, unknown>

export type KilledStory = Pick<ArticleStatus, 'since' | 'note'> & { article: string }

const standard = {
  name: 'ninjs',
  version: '3.1',
  schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#',
}

/** One story as IPTC ninjs 3.1, its pictures as associated items. */
export const renderNinjsItem = (item: FeedItem, site: Site): string =>
  JSON.stringify({ standard, ...describeStory(item, site) })

/** A list as one ninjs item: a composite whose associated items are the stories. */
export function renderNinjsList(feed: Feed): string {
  return JSON.stringify({
    standard,
    uri: feed.pageAddress,
    type: 'composite',
    title: feed.title,
    versionCreated: feedUpdated(feed).toISOString(),
    ...(feed.language && { language: feed.language }),
    // ninjs knows no pages: whoever wants older stories finds the next page's address here.
    ...(feed.nextAddress && { altIds: [{ role: 'next', value: feed.nextAddress }] }),
    associations: feed.items.map(item => ({ name: item.article.id, ...describeStory(item, feed) })),
  } satisfies Ninjs)
}

/** What takes the place of a story that was killed: its public note, and nothing of what it said. */
export function renderNinjsKill({ article, since, note }: KilledStory, site: Site): string {
  const killed = { standard, uri: articleUri(site.publicUrl, article), type: 'text', pubStatus: 'canceled' }
  return JSON.stringify(withoutNull({ ...killed, versionCreated: since.toISOString(), edNote: note }))
}

function describeStory(item: FeedItem, site: Site): Ninjs {
  const { article, uri, url } = item
  const { description, byline } = article.content
  return withoutNull({
    uri,
    type: 'text',
    representationType: 'full',
    pubStatus: 'usable',
    firstCreated: article.firstPublished.toISOString(),
    versionCreated: article.lastModified.toISOString(),
    language: article.language,
    slugline: article.slug,
    headlines: [{ role: 'main', contentType: 'text/plain', value: article.headline }],
    descriptions: description ? [{ role: 'summary', contentType: 'text/plain', value: description }] : null,
    by: byline || null,
    bodies: describeBodies(item, site),
    ...describeTags(item.tags),
    infoSources: [{ name: site.publisher.name, role: 'publisher' }],
    altIds: [{ role: 'id', value: article.id }],
    renditions: [{ name: 'web', href: url, contentType: 'text/html' }],
    associations: picturesOf(article).map((image, index) => ({
      name: `picture-${index + 1}`,
      ...describePicture(image, site),
    })),
  })
}

function describeBodies(item: FeedItem, { publicUrl }: Site) {
  const { wordCount } = item.article.content
  const [html, text] = [storyHtml(item, publicUrl), storyText(item)]
  return [
    { role: 'main', contentType: 'text/html', charCount: html.length, wordCount, value: html },
    { role: 'main', contentType: 'text/plain', charCount: text.length, wordCount, value: text },
    ...correctionsOf(item).map(({ note }) => ({ role: 'correction', contentType: 'text/plain', value: note })),
  ]
}

/** Where ninjs has a place of its own for what a tag names; the rubric is a subject that files the story. */
const places: Record<string, { property: string; rel: string }> = {
  person: { property: 'people', rel: 'about' },
  organisation: { property: 'organisations', rel: 'about' },
  place: { property: 'places', rel: 'about' },
  rubric: { property: 'subjects', rel: 'category' },
}

function describeTags(tags: TagRow[]): Ninjs {
  const properties: Record<string, Ninjs[]> = {}
  for (const { name, slug, kind, uri } of tags) {
    const { property, rel } = places[kind] ?? { property: 'subjects', rel: 'about' }
    const named = withoutNull({ name, rel, uri: uri && URL.canParse(uri) ? new URL(uri).href : null, literal: slug })
    properties[property] = [...(properties[property] ?? []), named]
  }
  return properties
}

function describePicture(image: PublishedImage, { publicUrl }: Site): Ninjs {
  const { url, contentType, ...size } = feedPicture(image, publicUrl)
  const { caption, altText } = image
  const descriptions = [
    ...(caption ? [{ role: 'caption', contentType: 'text/plain', value: caption }] : []),
    ...(altText ? [{ role: 'alternativeText', contentType: 'text/plain', value: altText }] : []),
  ]
  return withoutNull({
    uri: `${publicUrl}/images/${image.key}`,
    type: 'picture',
    by: image.creator || null,
    copyrightNotice: image.copyrightNotice || null,
    descriptions: descriptions.length > 0 ? descriptions : null,
    infoSources: image.creditLine ? [{ name: image.creditLine, role: 'credit' }] : null,
    renditions: [{ name: 'web', href: url, contentType, ...size }],
  })
}
