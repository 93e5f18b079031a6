import { documentLimits, endsAsSentence, type DocumentSection } from './document-format.ts'
import { paragraphsToKeystoneDocument } from './plain-paragraphs.ts'
import { assertLength, type RefuseLine } from './refuse-document-line.ts'
import type { Block } from './split-document-blocks.ts'

type Body = { blocks: Block[]; headings: Set<number>; paragraphs: Set<number>; lastLine: number }
type SectionAt = DocumentSection & { line: number }

/** The blocks below the reading time, as sections: each heading opens one, and what comes before the first has none. */
export function gatherSections(body: Body, refuseLine: RefuseLine): DocumentSection[] {
  assertDecisionsFit(body, refuseLine)
  const sections: SectionAt[] = []
  let paragraphs = 0
  for (const block of body.blocks) {
    const { line } = block
    const text = block.lines.join('\n')
    const kind = isHeading(block, body) ? 'heading' : 'paragraph'
    assertLength({ text, limit: kind, line }, refuseLine)
    if (kind === 'heading') sections.push({ line, heading: text, paragraphs: [] })
    else if (sections.length === 0) sections.push({ line, heading: null, paragraphs: [text] })
    else sections.at(-1)?.paragraphs.push(text)

    if (kind === 'paragraph') paragraphs += 1
    assertCounts({ sections: sections.length, paragraphs, line }, refuseLine)
  }
  if (paragraphs === 0) throw refuseLine(body.lastLine, 'the document ends here without a body')
  return sections.map(section => assertStorable(section, refuseLine))
}

/** What the sidecar names is decided; for all else the rule holds: one line, not a sentence, and a block after it. */
function isHeading(block: Block, { blocks, headings, paragraphs }: Body): boolean {
  if (headings.has(block.line)) return true
  if (paragraphs.has(block.line)) return false
  return block.lines.length === 1 && block !== blocks.at(-1) && !endsAsSentence(block.lines[0])
}

/** A line number that fits nothing says that the sidecar belongs to another version of the document. */
function assertDecisionsFit({ blocks, headings, paragraphs }: Body, refuseLine: RefuseLine): void {
  const oneLiners = new Set(blocks.filter(block => block.lines.length === 1).map(block => block.line))
  for (const line of [...headings, ...paragraphs]) {
    if (oneLiners.has(line)) continue
    throw refuseLine(line, 'the sidecar decides about this line, and it is not a block of one line in the body')
  }
  for (const line of headings) {
    if (paragraphs.has(line)) throw refuseLine(line, 'the sidecar calls this line both a heading and a paragraph')
  }
}

function assertCounts(found: { sections: number; paragraphs: number; line: number }, refuseLine: RefuseLine): void {
  for (const limit of ['sections', 'paragraphs'] as const) {
    if (found[limit] <= documentLimits[limit]) continue
    throw refuseLine(found.line, `a document has at most ${documentLimits[limit]} ${limit}`)
  }
}

/** A section that could be imported, and then not be saved by its editor, would be of no use. */
function assertStorable({ line, ...section }: SectionAt, refuseLine: RefuseLine): DocumentSection {
  const { length } = JSON.stringify(paragraphsToKeystoneDocument(section.paragraphs))
  if (length <= documentLimits.storedSection) return section
  const most = documentLimits.storedSection
  throw refuseLine(line, `a section has at most ${most} characters as stored, and this has ${length}; divide it`)
}
