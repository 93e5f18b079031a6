import { pictureUrl } from '../images/picture-address.ts'
import type { PublishedImage } from '../publication/content.ts'
import type { TagRow } from './select-articles.ts'
import type { ShownArticle } from './shown-article.ts'

/** A story as schema.org/NewsArticle, ready for a `<script type="application/ld+json">`. What is unknown is left out. */
export function describeAsNewsArticle({
  article,
  tags,
  publicUrl,
}: {
  article: ShownArticle
  tags: TagRow[]
  publicUrl: string
}): Record<string, unknown> {
  const { description, byline, wordCount, readingMinutes, image } = article.content
  const rubric = tags.find(tag => tag.kind === 'rubric')
  return withoutNull({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    identifier: article.id,
    headline: article.headline,
    description,
    inLanguage: article.language,
    datePublished: article.firstPublished.toISOString(),
    dateModified: article.lastModified.toISOString(),
    author: byline === null ? null : [{ '@type': 'Person', name: byline }],
    image: image === null ? null : [describeImage(image, publicUrl)],
    articleSection: rubric?.name ?? null,
    keywords: tags.length === 0 ? null : tags.map(tag => tag.name),
    wordCount,
    timeRequired: `PT${readingMinutes}M`,
    correction: describeCorrections(article),
  })
}

const describeImage = (image: PublishedImage, baseUrl: string) =>
  withoutNull({
    '@type': 'ImageObject',
    url: pictureUrl({ key: image.key, width: 1280, format: 'JPEG', originalWidth: image.width, baseUrl }),
    caption: image.caption,
    creditText: image.creditLine,
    creator: image.creator === null ? null : { '@type': 'Person', name: image.creator },
    copyrightNotice: image.copyrightNotice,
  })

function describeCorrections({ corrections }: ShownArticle) {
  if (!corrections || corrections.length === 0) return null
  return corrections.map(({ note, publishedAt }) => ({
    '@type': 'CorrectionComment',
    text: note,
    datePublished: new Date(publishedAt).toISOString(),
  }))
}

const withoutNull = (properties: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null))
