import type { DocumentSection } from './document-format.ts'
import { keystoneDocumentToParagraphs } from './plain-paragraphs.ts'
import { quoteStart, refusePrinting } from './refuse-printing.ts'

/** What an export needs to know of a story. Empty texts count as absent ones. */
export type PrintableArticle = {
  headline: string
  /** The caption for this use, and the one that the picture itself has. */
  imageCaption: string | null
  pictureCaption: string | null
  /** In the editor's order. */
  relatedArticles: { id: string; headline: string }[]
  /** In order; the body as Keystone's document field holds it, or as paragraphs. */
  sections: PrintableSection[]
}

export type PrintableSection = { heading: string | null; hasImage?: boolean } & (
  { document: unknown } | { paragraphs: string[] }
)

/** The sections as plain paragraphs. Throws NOT_EXPRESSIBLE with everything in them that is more than that. */
export function readPlainContent({ headline, sections }: PrintableArticle): DocumentSection[] {
  const reasons: string[] = []
  const plain = sections.map((section, index) => {
    const place = `section ${index + 1}${section.heading ? ` (${quoteStart(section.heading)})` : ''}`
    if (section.hasImage) reasons.push(`${place} has a picture`)
    const body = 'document' in section ? keystoneDocumentToParagraphs(section.document) : { ...section, obstacles: [] }
    for (const { block, what } of body.obstacles) reasons.push(`${place}, paragraph ${block} has ${what}`)
    return { heading: section.heading || null, paragraphs: body.paragraphs }
  })
  if (reasons.length > 0) throw refusePrinting(headline, reasons)
  return plain
}
