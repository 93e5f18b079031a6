import { createHash } from 'node:crypto'
import { isReadingMinutesLine, type HeadingDecisions, type ParsedDocument } from './document-format.ts'
import { gatherSections } from './gather-document-sections.ts'
import { readDocumentHead } from './read-document-head.ts'
import { readDocumentLines } from './read-document-lines.ts'
import { refuseLineOf, type RefuseLine } from './refuse-document-line.ts'
import { splitBlocks, type Block } from './split-document-blocks.ts'

/**
 * Reads a text document. Nothing in it is changed: no trimming, no Unicode normalisation.
 * `headings` and `paragraphs` are the sidecar's, for lines where the rule for headings is wrong.
 * Throws DOCUMENT_REFUSED, naming `fileName`, the line and the reason; docs/contracts/text-document.md has the format.
 */
export function parseTextDocument(
  bytes: Uint8Array,
  { fileName = 'document', ...decisions }: HeadingDecisions & { fileName?: string } = {},
): ParsedDocument {
  return parseDocument({ bytes, decisions, refuseLine: refuseLineOf(fileName) })
}

type Parsing = { bytes: Uint8Array; decisions: HeadingDecisions; refuseLine: RefuseLine }

/** The same, with refusals in the caller's words. */
export function parseDocument({ bytes, decisions, refuseLine }: Parsing): ParsedDocument {
  const { headings = [], paragraphs = [] } = decisions
  const { lines, ...encoding } = readDocumentLines(bytes, refuseLine)
  const blocks = splitBlocks(lines, refuseLine)
  const { caption, headline, relatedHeadlines } = readDocumentHead(blocks, refuseLine)
  const readingMinutesLine = findReadingMinutesLine(blocks[2], [...headings, ...paragraphs])
  const body = {
    blocks: blocks.slice(readingMinutesLine === null ? 2 : 3),
    headings: new Set(headings),
    paragraphs: new Set(paragraphs),
    lastLine: lines.length,
  }
  const sections = gatherSections(body, refuseLine)

  const source = {
    format: 1 as const,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...encoding,
    hasCaption: caption !== null,
    relatedHeadlines: relatedHeadlines?.map(related => ({ headline: related, articleId: null })) ?? null,
    readingMinutesLine,
    headings,
    paragraphs,
  }
  return { caption, headline, relatedHeadlines: relatedHeadlines ?? [], readingMinutesLine, sections, source }
}

/** The block after the headline, if it reads as one, and the sidecar does not say that it is something else. */
function findReadingMinutesLine(block: Block | undefined, decidedLines: number[]): string | null {
  if (!block || block.lines.length > 1 || decidedLines.includes(block.line)) return null
  return isReadingMinutesLine(block.lines[0]) ? block.lines[0] : null
}
