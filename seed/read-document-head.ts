import { documentLimits, relatedHeadlinesTitle } from './document-format.ts'
import { assertLength, type RefuseLine } from './refuse-document-line.ts'
import type { Block } from './split-document-blocks.ts'

export type DocumentHead = { caption: string | null; headline: string; relatedHeadlines: string[] | null }

/** The first two blocks. The second, the headline repeated, says which line of the first is the headline. */
export function readDocumentHead([head, repetition]: Block[], refuseLine: RefuseLine): DocumentHead {
  if (!head) throw refuseLine(1, 'the document is empty')
  if (!repetition) {
    throw refuseLine(head.line + head.lines.length - 1, 'the headline is not repeated below, after an empty line')
  }
  const [headline, secondLine] = repetition.lines
  const [firstLine, ...restOfHead] = head.lines
  const caption = firstLine === headline ? null : firstLine
  if (caption !== null && restOfHead.shift() !== headline) {
    throw refuseLine(repetition.line, `the headline of line 1 or 2 is not repeated here${hintAt(head, headline)}`)
  }
  if (secondLine !== undefined) throw refuseLine(repetition.line + 1, 'an empty line must follow the repeated headline')
  assertLength({ text: headline, limit: 'headline', line: repetition.line }, refuseLine)
  if (caption !== null) assertLength({ text: caption, limit: 'caption', line: 1 }, refuseLine)

  const firstNumber = caption === null ? 2 : 3
  return { caption, headline, relatedHeadlines: readRelatedHeadlines({ lines: restOfHead, firstNumber }, refuseLine) }
}

type RelatedLines = { lines: string[]; firstNumber: number }

function readRelatedHeadlines({ lines, firstNumber }: RelatedLines, refuseLine: RefuseLine): string[] | null {
  const [title, ...headlines] = lines
  if (title === undefined) return null
  if (title !== relatedHeadlinesTitle) {
    throw refuseLine(firstNumber, `after the headline comes an empty line or “${relatedHeadlinesTitle}”`)
  }
  for (const [index, text] of headlines.entries()) {
    const line = firstNumber + 1 + index
    if (index >= documentLimits.relatedHeadlines) {
      throw refuseLine(line, `a document has at most ${documentLimits.relatedHeadlines} related headlines`)
    }
    assertLength({ text, limit: 'headline', line }, refuseLine)
  }
  return headlines
}

/** Two lines that look alike and differ are the hardest to see. */
function hintAt(head: Block, headline: string): string {
  const isNear = head.lines.slice(0, 2).some(line => withoutVariants(line) === withoutVariants(headline))
  return isNear ? '; the two look alike, but differ in spaces, quotes or how accents are encoded' : ''
}

function withoutVariants(line: string): string {
  const plain = line.normalize('NFKC').replace(/[‘’]/g, "'").replace(/[“”]/g, '"')
  return plain.replace(/[\s\p{Cf}]+/gu, '')
}
