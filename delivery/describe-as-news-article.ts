import type { ImageObject, NewsArticle, Thing, WithContext } from 'schema-dts'

import type { Publisher } from '../environment/publisher.ts'
import { pictureUrl, renditionWidth } from '../images/picture-address.ts'
import { sizeRendition } from '../images/size-rendition.ts'
import type { PublishedImage } from '../publication/content.ts'
import { describeByline, describeName } from './describe-byline.ts'
import { articleAddress } from './publisher.ts'
import type { TagRow } from './select-articles.ts'
import type { ShownArticle } from './shown-article.ts'

/**
 * A story as schema.org/NewsArticle, ready for a `<script type="application/ld+json">` once `<` is escaped. What is
 * unknown is left out. The return type is the vocabulary, generated from schema.org; a test holds an answer against it.
 */
export function describeAsNewsArticle({
  article,
  tags,
  publicUrl,
  publisher,
}: {
  article: ShownArticle
  tags: TagRow[]
  publicUrl: string
  publisher: Publisher
}): WithContext<NewsArticle> {
  const { description, byline, wordCount, readingMinutes, image } = article.content
  const url = articleAddress(publisher, article.slug)
  const newsroom = describeNewsroom(publisher)
  return withoutNull({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    identifier: article.id,
    url,
    mainEntityOfPage: { '@type': 'WebPage', '@id': url },
    headline: article.headline,
    description,
    inLanguage: article.language,
    datePublished: article.firstPublished.toISOString(),
    dateModified: article.lastModified.toISOString(),
    // An unsigned story is the newsroom's.
    author: byline === null ? [newsroom] : describeByline(byline),
    creditText: byline,
    publisher: newsroom,
    image: image === null ? null : [describeImage(image, publicUrl)],
    articleSection: tags.find(tag => tag.kind === 'rubric')?.name ?? null,
    keywords: tags.length === 0 ? null : tags.map(tag => tag.name),
    mentions: describeMentions(tags),
    wordCount,
    timeRequired: `PT${readingMinutes}M`,
    correction: describeCorrections(article),
  })
}

const describeNewsroom = ({ name, articleUrl }: Publisher) =>
  ({ '@type': 'NewsMediaOrganization', name, url: new URL('/', articleUrl).href }) as const

const pictureWidth = 1280

function describeImage(image: PublishedImage, baseUrl: string): ImageObject {
  const { width, height } = sizeRendition(image, renditionWidth(pictureWidth, image.width))
  return withoutNull({
    '@type': 'ImageObject',
    url: pictureUrl({ key: image.key, width: pictureWidth, format: 'JPEG', originalWidth: image.width, baseUrl }),
    width: pixels(width),
    height: pixels(height),
    caption: image.caption,
    description: image.altText === '' ? null : image.altText,
    creditText: image.creditLine,
    creator: image.creator === null ? null : describeName(image.creator),
    copyrightNotice: image.copyrightNotice,
  })
}

/** E37 is the pixel of UN/CEFACT's Recommendation 20, which schema.org's unitCode refers to. */
const pixels = (value: number) => ({ '@type': 'QuantitativeValue', value, unitCode: 'E37' }) as const

const typeOfKind = { place: 'Place', person: 'Person', organisation: 'Organization' } as const

/** Tags of places, people and organisations name things; rubrics and topics are words, and among the keywords. */
function describeMentions(tags: TagRow[]): Thing[] | null {
  const mentions = tags.flatMap(({ kind, name, uri }): Thing[] => {
    const type = kind in typeOfKind ? typeOfKind[kind as keyof typeof typeOfKind] : null // as just looked up
    return type ? [{ '@type': type, name, ...(uri === null ? {} : { sameAs: uri }) }] : []
  })
  return mentions.length > 0 ? mentions : null
}

function describeCorrections({ corrections }: ShownArticle) {
  if (!corrections || corrections.length === 0) return null
  return corrections.map(({ note, publishedAt }) => ({
    '@type': 'CorrectionComment' as const,
    text: note,
    datePublished: new Date(publishedAt).toISOString(),
  }))
}

type WithoutNull<Properties> = { [Name in keyof Properties]: Exclude<Properties[Name], null> }

/** What is null is not there at all; the type says what is, if anything is. */
const withoutNull = <Properties extends object>(properties: Properties) =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null)) as WithoutNull<Properties>
