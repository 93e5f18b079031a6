import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { sectionBody } from '../../lists/section-body.ts'
import { keystoneDocumentToParagraphs, paragraphsToKeystoneDocument } from '../../seed/text-document.ts'
import { visibleLine } from './generate-text-documents.ts'

const paragraphs = fc.array(
  fc.array(visibleLine, { minLength: 1, maxLength: 3 }).map(lines => lines.join('\n')),
  { maxLength: 4 },
)

test('paragraphs go through the field that stores a section’s text, and come back to the letter', () => {
  const store = storeBody()
  fc.assert(
    fc.property(paragraphs, texts => {
      const stored = store(paragraphsToKeystoneDocument(texts))

      assert.deepEqual(keystoneDocumentToParagraphs(stored), { paragraphs: texts, obstacles: [] })
    }),
    { numRuns: 300 },
  )
})

test('a section without text is one empty paragraph, as the editor wants it', () => {
  const empty = [{ type: 'paragraph', children: [{ text: '' }] }]

  assert.deepEqual(paragraphsToKeystoneDocument([]), empty)
  assert.deepEqual(keystoneDocumentToParagraphs(empty), { paragraphs: [], obstacles: [] })
})

test('text in several pieces without a style of their own is one text', () => {
  const document = [{ type: 'paragraph', children: [{ text: 'Un ' }, { text: 'mot.' }] }]

  assert.deepEqual(keystoneDocumentToParagraphs(document), { paragraphs: ['Un mot.'], obstacles: [] })
})

test('what no reporter can write is an obstacle, not a crash', () => {
  const whatIn = (document: unknown) => keystoneDocumentToParagraphs(document).obstacles.map(({ what }) => what)

  assert.deepEqual(whatIn(null), ['something that is no text'])
  assert.deepEqual(whatIn([null, { type: '__proto__' }, { type: 'layout' }]), [
    'a special block',
    'a special block',
    'columns',
  ])
  assert.deepEqual(whatIn([{ type: 'paragraph', children: [null, { text: 'a', code: true }] }]), [
    'a reference',
    'code text',
  ])
})

/** Keystone's own validation and normalisation, as a save runs it. */
function storeBody(): (document: unknown) => unknown {
  // A field is a function of where it stands; the document field looks at these only.
  const meta = { fieldKey: 'body', listKey: 'Section', provider: 'postgresql', lists: {} } as Parameters<
    ReturnType<typeof sectionBody>
  >[0]
  const resolve = sectionBody()(meta).input?.create?.resolve
  assert.ok(resolve)
  // Its type is generic over all fields of a database; this one takes and gives JSON.
  return resolve as unknown as (document: unknown) => unknown
}
