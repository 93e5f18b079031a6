import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { NewsroomError } from '../../errors.ts'
import {
  parseTextDocument,
  printTextDocument,
  type DocumentSection,
  type ParsedDocument,
  type PrintableArticle,
} from '../../seed/text-document.ts'
import { storyOf } from './build-text-documents.ts'
import { generatedDocument, visibleLine } from './generate-text-documents.ts'

test('any document of the format is read as it was written, and comes back byte for byte', () => {
  fc.assert(
    fc.property(generatedDocument, ({ bytes, decisions, expected }) => {
      const { source, ...document } = parseTextDocument(bytes, decisions)
      const stored: unknown = JSON.parse(JSON.stringify(source))

      const printed = printTextDocument(storyOf({ ...document, source }), source)

      assert.deepEqual(document, expected)
      assert.deepEqual(stored, source)
      assert.ok(Buffer.from(bytes).equals(printed))
    }),
    { numRuns: 2_000 },
  )
})

test('the canonical form of any document is read as the same text, and is its own canonical form', () => {
  fc.assert(
    fc.property(generatedDocument, ({ bytes, decisions }) => {
      const document = parseTextDocument(bytes, decisions)
      const printed = printOrRefuse({ ...storyOf(document), relatedArticles: relatedTo(document.relatedHeadlines) })
      fc.pre(printed !== null)

      const read = parseTextDocument(printed)
      const again = printTextDocument({ ...storyOf(read), relatedArticles: relatedTo(read.relatedHeadlines) }, null)

      assert.deepEqual([read.caption, read.headline], [document.caption, document.headline])
      assert.deepEqual([read.relatedHeadlines, read.sections], [document.relatedHeadlines, document.sections])
      assert.ok(Buffer.from(printed).equals(again))
    }),
    { numRuns: 500 },
  )
})

test('a document damaged anywhere is refused at one of its lines, or comes back byte for byte', () => {
  fc.assert(
    fc.property(
      generatedDocument,
      fc.array(damage, { minLength: 1, maxLength: 6 }),
      ({ bytes, decisions }, damages) => {
        const damaged = damages.reduce((before, change) => change(before), bytes)

        assertRefusedOrGivenBack(damaged, decisions)
        assertRefusedOrGivenBack(damaged, {})
      },
    ),
    { numRuns: 3_000 },
  )
})

test('bytes of any kind are refused at one of their lines, or come back byte for byte', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), anyLines), bytes => assertRefusedOrGivenBack(bytes, {})),
    { numRuns: 3_000 },
  )
})

test('any story is printed as a document that says the same, or is not expressible', () => {
  fc.assert(
    fc.property(anyStory, story => {
      const printed = printOrRefuse(story)
      fc.pre(printed !== null)

      const read = parseTextDocument(printed)

      assert.equal(read.headline, story.headline)
      assert.equal(read.caption, story.imageCaption || null)
      assert.deepEqual(
        read.sections,
        story.sections.map(section => ({ ...section, heading: section.heading || null })),
      )
    }),
    { numRuns: 1_000, maxSkipsPerRun: 200 },
  )
})

/** Lines that mean something, in any order. */
const anyLines = fc
  .array(fc.constantFrom('Titre', 'Articles similaires', '\u00a03\u00a0minutes', 'Texte.', '', '', ''), {
    maxLength: 12,
  })
  .map(lines => new TextEncoder().encode(['Titre', '', 'Titre', '', ...lines].slice(lines.length % 4).join('\n')))

type Damage = (bytes: Uint8Array) => Uint8Array

const fragment = fc.constantFrom(
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '\0',
  '\ufeff',
  ' ',
  '\u00a0',
  '.',
  '\u202e',
  'Articles similaires\n',
)

/** Some bytes are taken out, and others put in their place. */
const damage: fc.Arbitrary<Damage> = fc
  .record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.nat({ max: 12 }),
    inserted: fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fragment.map(text => new TextEncoder().encode(text)),
    ),
  })
  .map(({ at, removed, inserted }) => bytes => {
    const start = Math.floor(at * bytes.length)
    return Uint8Array.from([...bytes.subarray(0, start), ...inserted, ...bytes.subarray(start + removed)])
  })

/** Texts that a form or an API call could hold: lines, and what no document can carry. */
const anyText = fc.oneof(
  { weight: 8, arbitrary: visibleLine.map(line => `${line}.`) },
  { weight: 1, arbitrary: visibleLine },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '\n',
      'a\n\nb.',
      'a\n',
      '\r',
      '\ufeffa.',
      '\ud83d.',
      'Articles similaires',
      '3 minutes',
    ),
  },
)
const anyHeading = fc.oneof({ weight: 6, arbitrary: visibleLine }, { weight: 1, arbitrary: anyText })
const anySection: fc.Arbitrary<DocumentSection> = fc.record({
  heading: fc.oneof({ weight: 6, arbitrary: anyHeading }, { weight: 1, arbitrary: fc.constantFrom(null, '') }),
  paragraphs: fc.array(anyText, { maxLength: 3 }),
})
const anyStory: fc.Arbitrary<PrintableArticle & { sections: DocumentSection[] }> = fc.record({
  headline: anyHeading,
  imageCaption: fc.option(anyHeading),
  pictureCaption: fc.constant(null),
  relatedArticles: fc.array(anyHeading, { maxLength: 2 }).map(relatedTo),
  sections: fc.array(anySection, { maxLength: 4 }),
})

function relatedTo(headlines: string[]): PrintableArticle['relatedArticles'] {
  return headlines.map((headline, index) => ({ id: String(index), headline }))
}

function printOrRefuse(story: PrintableArticle): Uint8Array | null {
  try {
    return printTextDocument(story, null)
  } catch (error) {
    assert.ok(error instanceof NewsroomError, String(error))
    assert.equal(error.code, 'NOT_EXPRESSIBLE')
    return null
  }
}

function assertRefusedOrGivenBack(bytes: Uint8Array, decisions: { headings?: number[]; paragraphs?: number[] }): void {
  let document: ParsedDocument
  try {
    document = parseTextDocument(bytes, { ...decisions, fileName: 'page.txt' })
  } catch (error) {
    assert.ok(error instanceof NewsroomError, String(error))
    assert.equal(error.code, 'DOCUMENT_REFUSED')
    assert.match(error.message, /^page\.txt, line [1-9]\d*: .+\.$/)
    return
  }
  assert.ok(Buffer.from(bytes).equals(printTextDocument(storyOf(document), document.source)))
}
