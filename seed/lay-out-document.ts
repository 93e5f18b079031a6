import { countWords, readingMinutes } from '../publication/reading-time.ts'
import { readingMinutesLineOf, relatedHeadlinesTitle, type DocumentSection } from './document-format.ts'
import type { DocumentSource } from './document-source.ts'

export type DocumentContent = {
  caption: string | null
  headline: string
  /** `null` leaves the title of the list out, too. */
  relatedHeadlines: string[] | null
  sections: DocumentSection[]
}

export type DocumentLayout = Pick<DocumentSource, 'byteOrderMark' | 'lineEnd' | 'finalNewline' | 'readingMinutesLine'>

/** The bytes, and for each line what a person would call the place it comes from. */
export function layOutDocument(
  content: DocumentContent,
  layout: DocumentLayout,
): { bytes: Uint8Array; places: string[] } {
  const lines = listBlocks(content, layout).flatMap((block, index) => [...(index > 0 ? [separator] : []), ...block])
  const places = lines.map(({ place }, index) => (place === '' ? (lines[index - 1]?.place ?? '') : place))
  const lineEnd = layout.lineEnd === 'CRLF' ? '\r\n' : '\n'
  const text = lines.map(line => line.text).join(lineEnd) + (layout.finalNewline ? lineEnd : '')
  return { bytes: new TextEncoder().encode((layout.byteOrderMark ? '\ufeff' : '') + text), places }
}

/** The reading time as a document of ours states it. */
export function computeReadingMinutesLine(sections: DocumentSection[]): string {
  const texts = sections.flatMap(({ heading, paragraphs }) => [heading ?? '', ...paragraphs])
  return readingMinutesLineOf(readingMinutes(countWords(texts)))
}

type Line = { text: string; place: string }

const separator: Line = { text: '', place: '' }

function listBlocks(content: DocumentContent, { readingMinutesLine }: DocumentLayout): Line[][] {
  const { caption, headline, relatedHeadlines, sections } = content
  const related = relatedHeadlines === null ? [] : [relatedHeadlinesTitle, ...relatedHeadlines]
  const head = [
    ...(caption === null ? [] : linesOf(caption, 'the caption')),
    ...linesOf(headline, 'the headline'),
    ...related.flatMap(text => linesOf(text, 'the related headlines')),
  ]
  const readingTime = readingMinutesLine === null ? [] : [linesOf(readingMinutesLine, 'the reading time')]
  return [head, linesOf(headline, 'the headline'), ...readingTime, ...sections.flatMap(listSectionBlocks)]
}

function listSectionBlocks({ heading, paragraphs }: DocumentSection, index: number): Line[][] {
  const place = `section ${index + 1}`
  const blocks = paragraphs.map((text, at) => linesOf(text, `${place}, paragraph ${at + 1}`))
  return heading === null ? blocks : [linesOf(heading, `the heading of ${place}`), ...blocks]
}

function linesOf(text: string, place: string): Line[] {
  return text.split('\n').map(line => ({ text: line, place }))
}
