import type { PublishedImage, PublishedSection } from '../../publication/content.ts'
import { captionWithCredit, feedPicture } from './feed-picture.ts'
import { correctionsOf, type FeedItem } from './feed.ts'
import { element, escapeMarkup, type Markup } from './write-markup.ts'

/** The whole story as HTML: its picture, its sections with theirs, and what was corrected, at the end. */
export function storyHtml(item: FeedItem, publicUrl: string): string {
  const { image, sections = [] } = item.article.content
  return [
    ...figure(image, publicUrl),
    ...sections.flatMap(section => sectionHtml(section, publicUrl)),
    ...correctionsOf(item).map(correction => correctionHtml(correction, item.article.language)),
  ].join('\n')
}

/** The whole story as plain text: headings and paragraphs, with one empty line between them. */
export function storyText({ article }: FeedItem): string {
  const sections = article.content.sections ?? []
  return sections
    .flatMap(({ heading, text }) => [heading, text])
    .filter(Boolean)
    .join('\n\n')
}

function sectionHtml({ heading, html, image }: PublishedSection, publicUrl: string): string[] {
  return [...(heading ? [`<h2>${escapeMarkup(heading)}</h2>`] : []), html, ...figure(image, publicUrl)]
}

function figure(image: PublishedImage | null, publicUrl: string): string[] {
  if (!image) return []
  const { url, width, height } = feedPicture(image, publicUrl)
  // Always an alt, empty for a picture that only decorates: without one, its address is read aloud.
  const picture = element('img', { src: url, alt: image.altText, width, height })
  const caption = captionWithCredit(image)
  return [element('figure', {}, picture, caption === '' ? null : element('figcaption', {}, caption)).markup]
}

const correctionWords: Record<string, string> = { fr: 'Rectificatif', en: 'Correction' }

function correctionHtml({ note, publishedAt }: { note: string; publishedAt: Date }, language: string): string {
  const word = correctionWords[language.split('-')[0]?.toLowerCase() ?? ''] ?? 'Correction'
  const day = publishedAt.toISOString()
  return paragraph(
    element('strong', {}, word),
    ' (',
    element('time', { datetime: day }, day.slice(0, 10)),
    `)\u00A0: ${note}`,
  )
}

const paragraph = (...children: (Markup | string)[]) => element('p', {}, ...children).markup
