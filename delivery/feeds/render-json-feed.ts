import { feedPicture } from './feed-picture.ts'
import { correctionsOf, homeAddress, type Feed, type FeedItem } from './feed.ts'
import { storyHtml, storyText } from './story-html.ts'
import { withoutNull } from './without-null.ts'

/** JSON Feed 1.1 (jsonfeed.org/version/1.1); what was corrected stands under `_bouclage`, as extensions do. */
export function renderJsonFeed(feed: Feed): string {
  return JSON.stringify(
    withoutNull({
      version: 'https://jsonfeed.org/version/1.1',
      title: feed.title,
      home_page_url: homeAddress(feed.publisher),
      feed_url: feed.address,
      next_url: feed.nextAddress,
      language: feed.language,
      authors: [{ name: feed.publisher.name }],
      items: feed.items.map(item => renderItem(item, feed.publicUrl)),
    }),
  )
}

function renderItem(item: FeedItem, publicUrl: string) {
  const { article, tags, url, uri } = item
  const { byline, description, image, wordCount, readingMinutes } = article.content
  return withoutNull({
    id: uri,
    url,
    title: article.headline,
    summary: description,
    content_html: storyHtml(item, publicUrl),
    content_text: storyText(item),
    image: image && feedPicture(image, publicUrl).url,
    date_published: article.firstPublished.toISOString(),
    date_modified: article.lastModified.toISOString(),
    authors: byline ? [{ name: byline }] : null,
    tags: tags.map(tag => tag.name),
    language: article.language,
    _bouclage: {
      id: article.id,
      slug: article.slug,
      word_count: wordCount,
      reading_minutes: readingMinutes,
      corrections: correctionsOf(item).map(({ note, publishedAt }) => ({
        note,
        published_at: publishedAt.toISOString(),
      })),
    },
  })
}
