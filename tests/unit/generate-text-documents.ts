import fc from 'fast-check'
import { findUnreadable } from '../../seed/find-unreadable.ts'
import type { HeadingDecisions, ParsedDocument } from '../../seed/text-document.ts'

export type GeneratedDocument = {
  bytes: Uint8Array
  decisions: Required<HeadingDecisions>
  expected: Omit<ParsedDocument, 'source'>
}

/** French and other words, with what a careless program would change: spaces, quotes, accents, directions, emoji. */
const french = [
  'été',
  'e\u0301te\u0301',
  'l’an',
  "l'an",
  '“réintégration”',
  '«\u00a0paix\u00a0»',
  '12\u00a0h\u202f15',
  '120 000',
]
const others = [
  'قال',
  'שלום\u200f',
  '\u2067\u05d0\u2069',
  '和平',
  '👩🏽‍🚒',
  'ﬁ',
  'Å',
  'A\u030a',
  'a\u00adb',
  '\\n',
  '#',
  '<b>',
  '-',
]
const word = fc.constantFrom(...french, ...others, 'Articles similaires')
const words = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' ', '\u00a0', '\u202f', '  ')), { minLength: 1, maxLength: 8 })
  .map(pairs => pairs.flat().join(''))
const anyLetters = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 30 })
  .filter(line => !line.includes('\n') && findUnreadable(line) === null)

/** A line that the rule takes for a heading, perhaps with spaces at its ends. */
export const visibleLine = fc
  .tuple(
    fc.constantFrom('', '', ' ', '\u00a0'),
    fc.oneof({ weight: 4, arbitrary: words }, { weight: 1, arbitrary: anyLetters }),
    fc.constantFrom('é', '’', 'x ', '3', 'ن'),
  )
  .map(parts => parts.join(''))

const sentence = fc
  .tuple(
    visibleLine,
    fc.constantFrom('.', '!', '\u00a0?', '…', '\u00a0:', ';', '\u00a0»', '”', '"', ')', '. ', '.\u00a0'),
  )
  .map(parts => parts.join(''))

type GeneratedBlock = { text: string; kind: 'heading' | 'paragraph'; isAgainstRule: boolean }

const block = (kind: GeneratedBlock['kind'], text: fc.Arbitrary<string>, isAgainstRule: boolean) =>
  text.map((line): GeneratedBlock => ({ text: line, kind, isAgainstRule }))
const manyLines = fc
  .array(fc.oneof(visibleLine, sentence), { minLength: 2, maxLength: 4 })
  .map(lines => lines.join('\n'))

const heading = fc.oneof(
  { weight: 6, arbitrary: block('heading', visibleLine, false) },
  { weight: 1, arbitrary: block('heading', sentence, true) },
)
const paragraph = fc.oneof(
  { weight: 4, arbitrary: block('paragraph', sentence, false) },
  { weight: 2, arbitrary: block('paragraph', manyLines, false) },
  { weight: 1, arbitrary: block('paragraph', visibleLine, true) },
)
const lastParagraph = block('paragraph', fc.oneof(visibleLine, sentence, manyLines), false)

const readingMinutesLine = fc.constantFrom(
  '\u00a03\u00a0minutes',
  '\u202f12\u202fminutes',
  '1 minute',
  ' 9999 minutes ',
  '0\u2009minute',
)

/** Every shape that the format allows, laid out by hand here, and not by the printer that is to be tested. */
export const generatedDocument: fc.Arbitrary<GeneratedDocument> = fc
  .record({
    caption: fc.option(
      fc.oneof(visibleLine, fc.constant('Photo non contractuelle'), fc.constant('Articles similaires')),
    ),
    headline: fc.oneof(visibleLine, sentence),
    relatedHeadlines: fc.option(fc.array(fc.oneof(visibleLine, sentence), { maxLength: 4 })),
    readingMinutesLine: fc.option(readingMinutesLine),
    body: fc.array(fc.oneof(heading, paragraph), { maxLength: 12 }),
    last: lastParagraph,
    lineEnd: fc.constantFrom('\n', '\r\n'),
    byteOrderMark: fc.boolean(),
    finalNewline: fc.boolean(),
  })
  .filter(({ caption, headline }) => caption !== headline)
  .map(({ body, last, lineEnd, byteOrderMark, finalNewline, ...says }) => {
    const blocks = [...body, last]
    const { lines, decisions } = layOut(says, blocks)
    const text = `${byteOrderMark ? '\ufeff' : ''}${lines.join(lineEnd)}${finalNewline ? lineEnd : ''}`
    const expected = { ...says, relatedHeadlines: says.relatedHeadlines ?? [], sections: sectionsOf(blocks) }
    return { bytes: new TextEncoder().encode(text), decisions, expected }
  })

type Says = {
  caption: string | null
  headline: string
  relatedHeadlines: string[] | null
  readingMinutesLine: string | null
}

function layOut({ caption, headline, relatedHeadlines, readingMinutesLine }: Says, blocks: GeneratedBlock[]) {
  const lines = [
    ...(caption === null ? [] : [caption]),
    headline,
    ...(relatedHeadlines === null ? [] : ['Articles similaires', ...relatedHeadlines]),
    '',
    headline,
    ...(readingMinutesLine === null ? [] : ['', readingMinutesLine]),
  ]
  const decisions: Required<HeadingDecisions> = { headings: [], paragraphs: [] }
  for (const { text, kind, isAgainstRule } of blocks) {
    if (isAgainstRule) decisions[kind === 'heading' ? 'headings' : 'paragraphs'].push(lines.length + 2)
    lines.push('', ...text.split('\n'))
  }
  return { lines, decisions }
}

function sectionsOf(blocks: GeneratedBlock[]): ParsedDocument['sections'] {
  const sections: ParsedDocument['sections'] = []
  for (const { text, kind } of blocks) {
    if (kind === 'heading') sections.push({ heading: text, paragraphs: [] })
    else if (sections.length === 0) sections.push({ heading: null, paragraphs: [text] })
    else sections.at(-1)?.paragraphs.push(text)
  }
  return sections
}
