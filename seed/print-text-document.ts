import { createHash } from 'node:crypto'
import type { DocumentSection } from './document-format.ts'
import type { DocumentSource } from './document-source.ts'
import { explainDifference } from './explain-document-difference.ts'
import { computeReadingMinutesLine, layOutDocument, type DocumentContent } from './lay-out-document.ts'
import { parseDocument } from './parse-text-document.ts'
import { readPlainContent, type PrintableArticle } from './read-plain-content.ts'
import type { RefuseLine } from './refuse-document-line.ts'
import { refusePrinting } from './refuse-printing.ts'
import { relatedHeadlinesAsImported, relatedHeadlinesNow } from './related-headlines.ts'

/**
 * A story as its text document: the same bytes for an import that nobody edited, otherwise the canonical form (UTF-8,
 * LF, a last newline, the reading time computed). Throws NOT_EXPRESSIBLE, naming what plain text cannot carry.
 */
export function printTextDocument(article: PrintableArticle, source: DocumentSource | null): Uint8Array {
  const story = { article, sections: readPlainContent(article) }
  return (source && printAsImported(story, source)) ?? printCanonically(story, source)
}

type Story = { article: PrintableArticle; sections: DocumentSection[] }

/** Nothing if the story has changed since: then the bytes, or what they would be read as, are not the document's. */
function printAsImported({ article, sections }: Story, source: DocumentSource): Uint8Array | null {
  const relatedHeadlines = relatedHeadlinesAsImported(article.relatedArticles, source)
  if (relatedHeadlines === 'changed') return null
  const caption = source.hasCaption ? shownCaption(article) : article.imageCaption || null
  const content: DocumentContent = { caption, headline: article.headline, relatedHeadlines, sections }
  const { bytes } = layOutDocument(content, source)
  if (createHash('sha256').update(bytes).digest('hex') !== source.sha256) return null

  const refuseLine: RefuseLine = (_, reason) => refusePrinting(article.headline, [reason])
  const read = parseDocument({ bytes, decisions: source, refuseLine })
  return explainDifference(content, read) === null ? bytes : null
}

/** Printed, read again and compared: what does not come back is not expressible, whatever the cause. */
function printCanonically({ article, sections }: Story, source: DocumentSource | null): Uint8Array {
  const related = relatedHeadlinesNow(article.relatedArticles, source)
  const content: DocumentContent = {
    caption: shownCaption(article),
    headline: article.headline,
    relatedHeadlines: related.length > 0 ? related : null,
    sections,
  }
  const readingMinutesLine = computeReadingMinutesLine(sections)
  const layout = { byteOrderMark: false, lineEnd: 'LF', finalNewline: true, readingMinutesLine } as const
  const { bytes, places } = layOutDocument(content, layout)

  const refuseLine: RefuseLine = (line, reason) =>
    refusePrinting(article.headline, [`${places[line - 1] ?? 'the text'}: ${reason}`])
  const read = parseDocument({ bytes, decisions: {}, refuseLine })
  const difference = explainDifference(content, read)
  if (difference !== null) throw refusePrinting(article.headline, [difference])
  return bytes
}

function shownCaption({ imageCaption, pictureCaption }: PrintableArticle): string | null {
  return imageCaption || pictureCaption || null
}
