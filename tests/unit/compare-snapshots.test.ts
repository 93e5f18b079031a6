import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Snapshot, SnapshotImage } from '../../publication/snapshot.ts'
import { compareOrder } from '../../workflow/compare-order.ts'
import { compareSnapshots } from '../../workflow/compare-snapshots.ts'
import { diffWords } from '../../workflow/diff-words.ts'
import { applyComparison, applyOrder, newerText, olderText, tell } from '../apply-comparison.ts'
import { buildImage, buildSnapshot, paragraphs } from '../build-snapshot.ts'

const section = (id: string, text: string, heading: string | null = null) => ({
  ...{ id, heading, image: null },
  body: paragraphs(...text.split('\n\n')),
})

test('a changed word is shown as removed and added, and the rest as the same', () => {
  const parts = diffWords('Le ministre a démenti hier.', 'Le ministre a confirmé hier.')

  assert.deepEqual(parts, [
    { kind: 'SAME', text: 'Le ministre a ' },
    { kind: 'REMOVED', text: 'démenti' },
    { kind: 'ADDED', text: 'confirmé' },
    { kind: 'SAME', text: ' hier.' },
  ])
})

test('a Japanese text is compared by character, since no space parts its words', () => {
  const parts = diffWords('首相は京都にいる。', '首相は東京にいる。')

  assert.equal(parts.at(0)?.text, '首相は')
  assert.equal(parts.at(-1)?.text, 'にいる。')
})

test('a section that was moved, one that was rewritten, one that came and one that went are told apart', () => {
  const from = buildSnapshot({ sections: [section('a', 'Un.'), section('b', 'Deux.'), section('c', 'Trois.')] })
  const to = buildSnapshot({ sections: [section('c', 'Trois.'), section('d', 'Neuf.'), section('a', 'Un et demi.')] })

  const { sections, same } = compareSnapshots(from, to)

  assert.equal(same, false)
  assert.deepEqual(
    sections.map(({ id, change, from, to }) => [id, change, from, to]),
    [
      ['c', 'SAME', 3, 1],
      ['d', 'ADDED', null, 2],
      ['a', 'CHANGED', 1, 3],
      ['b', 'REMOVED', 2, null],
    ],
  )
  assert.equal(sections.filter(({ moved }) => moved).length, 1)
})

test('a word set in bold is a change of formatting, and no change of words', () => {
  const bold = [{ type: 'paragraph', children: [{ text: 'Un.', bold: true }] }]
  const from = buildSnapshot({ sections: [section('a', 'Un.')] })
  const to = buildSnapshot({ sections: [{ ...section('a', ''), body: bold }] })

  const [compared] = compareSnapshots(from, to).sections

  assert.deepEqual([compared?.change, compared?.formattingChanged], ['CHANGED', true])
  assert.deepEqual(compared?.body, [{ kind: 'SAME', text: 'Un.' }])
})

test('another caption for a picture in this story is named by its field', () => {
  const override = { altText: null, caption: 'Archives' }

  const { fields } = compareSnapshots(buildSnapshot(), buildSnapshot({ image: buildImage({ override }) }))

  assert.deepEqual(
    fields.map(({ field, from, to }) => ({ field, from, to })),
    [{ field: 'image.override.caption', from: null, to: 'Archives' }],
  )
})

test('a content and itself are the same', () => {
  fc.assert(fc.property(snapshots, snapshot => compareSnapshots(snapshot, structuredClone(snapshot)).same))
})

test('the words of a comparison are both texts to the letter, however few edits are allowed', () => {
  fc.assert(
    fc.property(prose, prose, fc.integer({ min: 0, max: 20 }), (from, to, edits) => {
      const parts = diffWords(from, to, edits)
      assert.deepEqual([olderText(parts), newerText(parts)], [from, to])
      assert.ok(parts.every(({ text }) => text !== ''))
    }),
    { numRuns: 2_000 },
  )
})

test('an order with its changes applied is the other order', () => {
  const orders = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 })
  fc.assert(
    fc.property(orders, orders, (from, to) => assert.deepEqual(applyOrder(from, compareOrder(from, to)), to)),
    { numRuns: 1_000 },
  )
})

test('a content with the comparison applied to it is the other content', () => {
  fc.assert(
    fc.property(snapshots, snapshots, (from, to) => {
      const comparison = compareSnapshots(from, to)
      assert.deepEqual(applyComparison(tell(from), comparison), tell(to))
      assert.equal(comparison.same, JSON.stringify(from) === JSON.stringify(to))
    }),
    { numRuns: 1_000 },
  )
})

test('two long texts that share nothing are compared in seconds, and so are two hundred sections', () => {
  const words = (count: number, seed: string) => Array.from({ length: count }, (_, n) => `${seed}${n}`).join(' ')
  const story = (seed: string, count: number, length: number) =>
    buildSnapshot({ sections: Array.from({ length: count }, (_, n) => section(`s${n}`, words(length, seed))) })
  const before = performance.now()

  const one = compareSnapshots(story('a', 1, 30_000), story('b', 1, 30_000))
  const many = compareSnapshots(story('a', 200, 3_000), story('b', 200, 3_000))

  assert.equal(olderText(one.sections[0]?.body ?? []), words(30_000, 'a'))
  assert.equal(many.sections.length, 200)
  assert.ok(performance.now() - before < 5_000, `took ${performance.now() - before} ms`)
})

const prose = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'Le',
        'ministre',
        'a',
        'dit',
        ' ',
        ' ',
        '\n\n',
        '\n',
        '’',
        'é',
        'e\u0301',
        '東京',
        'สวัสดี',
        '🙂',
        '.',
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { maxLength: 30 },
  )
  .map(pieces => pieces.join(''))

const texts = fc.oneof(fc.constant(null), fc.constantFrom('Un', 'Deux mots', 'Trois mots ici'))
const images: fc.Arbitrary<SnapshotImage | null> = fc.oneof(
  fc.constant(null),
  fc
    .record({ id: fc.constantFrom('i1', 'i2'), caption: texts, isDecorative: fc.boolean(), altText: texts })
    .map(given => buildImage(given)),
)
const ids = (letters: string) => fc.uniqueArray(fc.constantFrom(...letters), { maxLength: letters.length })

const snapshots: fc.Arbitrary<Snapshot> = fc
  .record({
    headline: fc.constantFrom('Un', 'Un autre', 'Titre'),
    description: texts,
    byline: texts,
    image: images,
    tags: ids('tuv').map(tags => tags.sort()),
    relatedArticles: ids('pqrs'),
    sections: ids('abcde').chain(order =>
      fc.tuple(...order.map(id => fc.record({ id: fc.constant(id), heading: texts, text: plain, image: images }))),
    ),
  })
  .map(({ sections, ...content }) =>
    buildSnapshot({
      ...content,
      sections: sections.map(({ text, ...rest }) => ({ ...rest, body: paragraphs(text) })),
    }),
  )

const plain = fc.array(fc.constantFrom('Un', 'deux', ' ', 'trois'), { maxLength: 8 }).map(pieces => pieces.join(''))
