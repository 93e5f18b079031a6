import { endsAsSentence, type DocumentSection, type ParsedDocument } from './document-format.ts'
import type { DocumentContent } from './lay-out-document.ts'
import { quoteStart } from './refuse-printing.ts'

/** What a document, read again, would say otherwise than the story it was printed from; `null` if nothing. */
export function explainDifference(content: DocumentContent, read: ParsedDocument): string | null {
  if (content.caption !== read.caption) return 'the caption is the headline again, and would not be read as a caption'
  if (content.headline !== read.headline) return 'the headline would be read as another text'
  if (!areEqual(content.relatedHeadlines ?? [], read.relatedHeadlines))
    return 'the related headlines would be read otherwise'
  for (const [index, section] of content.sections.entries()) {
    const place = { isFirst: index === 0, isLast: index === content.sections.length - 1 }
    const difference = explainSection({ section, read: read.sections[index], place })
    if (difference !== null) return `section ${index + 1}: ${difference}`
  }
  return areEqual(content.sections, read.sections) ? null : 'the sections would be read otherwise'
}

type Place = { isFirst: boolean; isLast: boolean }
type Compared = { section: DocumentSection; read: DocumentSection | undefined; place: Place }

/** Paragraphs that `read` has beyond the section's own are told at the next section, which lost its heading to them. */
function explainSection({ section, read, place }: Compared): string | null {
  const { heading, paragraphs } = section
  const startsWithText = place.isFirst && heading === null && paragraphs.length > 0
  if (!startsWithText && read?.heading !== heading) return explainHeading(section, place)
  const readTexts = read?.heading === heading ? read.paragraphs : []
  const at = paragraphs.findIndex((text, index) => readTexts[index] !== text)
  const text = paragraphs[at]
  return text === undefined ? null : `paragraph ${at + 1}, ${quoteStart(text)}, ${explainParagraph(text)}`
}

function explainHeading({ heading, paragraphs }: DocumentSection, { isLast }: Place): string {
  if (heading === null && paragraphs.length === 0) return 'there is neither a heading nor a text'
  if (heading === null) return 'there is no heading, so that it would be read as part of the section above it'
  const name = `the heading ${quoteStart(heading)}`
  if (heading.includes('\n')) return `${name} has several lines, and would be read as a paragraph`
  if (endsAsSentence(heading)) return `${name} ends as a sentence does, and would be read as a paragraph`
  if (isLast && paragraphs.length === 0) return `${name} has nothing after it, and would be read as a paragraph`
  return `${name} would be read as another text`
}

function explainParagraph(text: string): string {
  if (/\n\n/.test(text)) return 'has an empty line in it, and would be read as two'
  if (!text.includes('\n') && !endsAsSentence(text)) {
    return 'is a line that does not end as a sentence does, and would be read as a heading'
  }
  return 'would be read as another text'
}

function areEqual(left: unknown[], right: unknown[]): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
