import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { NewsroomError } from '../../errors.ts'
import { canonicalJson } from '../../publication/canonical-json.ts'
import { contentHash } from '../../publication/content-hash.ts'
import { takeSnapshot, type Snapshot, type SnapshotImage } from '../../publication/snapshot.ts'
import { buildImage, buildSnapshot, paragraphs } from '../build-snapshot.ts'

test('a story saved untouched has the same hash, whether an empty field came as nothing, null or empty text', () => {
  const withNull = buildSnapshot({ description: null, byline: null, image: buildImage({ caption: null }) })

  const withEmptyText = buildSnapshot({ description: '', byline: '', image: buildImage({ caption: '' }) })
  const withNothing = { ...withNull, description: undefined, byline: undefined }

  assert.equal(contentHash(withEmptyText), contentHash(withNull))
  assert.equal(contentHash(takeSnapshot(withNothing)), contentHash(withNull))
})

test('a snapshot lists tags in one order, each once, and keeps related stories in the editor’s', () => {
  const copy = { ...buildSnapshot(), tags: ['b', 'a', 'b'], relatedArticles: ['z', 'y'] }

  const snapshot = takeSnapshot(copy)

  assert.deepEqual(snapshot.tags, ['a', 'b'])
  assert.deepEqual(snapshot.relatedArticles, ['z', 'y'])
})

const otherSections = [{ id: 'section-1', heading: 'La rencontre', body: paragraphs('Elle a duré.'), image: null }]

const otherContent = {
  headline: 'Autre titre',
  slug: 'autre-titre',
  description: null,
  byline: 'Alex Martin',
  language: 'en',
  image: null,
  sections: otherSections,
  tags: [],
  relatedArticles: ['article-2'],
} satisfies Record<keyof Snapshot, unknown>

const otherImage = {
  id: 'image-2',
  key: 'cover-2.jpg',
  width: 1601,
  height: 901,
  altText: null,
  isDecorative: true,
  caption: null,
  creditLine: 'AFP',
  creator: 'Sacha Petit',
  copyrightNotice: '© 2026',
  usageTerms: 'Une fois',
  rightsExpire: '2030-01-01T00:00:00.000Z',
  isIllustrative: false,
  focalPoint: { x: 0.5, y: 0.5 },
  override: { altText: 'Ici', caption: null },
} satisfies Record<keyof SnapshotImage, unknown>

for (const [field, value] of Object.entries(otherContent)) {
  test(`a story whose ${field} changed is new content`, () => {
    assert.notEqual(contentHash(buildSnapshot({ [field]: value })), contentHash(buildSnapshot()))
  })
}

for (const [field, value] of Object.entries(otherImage)) {
  test(`a story whose picture has another ${field} is new content`, () => {
    const changed = buildSnapshot({ image: buildImage({ [field]: value }) })

    assert.notEqual(contentHash(changed), contentHash(buildSnapshot()))
  })
}

test('the rights of a picture are the same moment as a date and as text', () => {
  const moment = new Date('2027-01-01T00:00:00Z')

  const asDate = takeSnapshot({ ...buildSnapshot(), image: { ...buildImage(), rightsExpire: moment } })
  const asText = takeSnapshot({ ...buildSnapshot(), image: buildImage({ rightsExpire: '2027-01-01T01:00:00+01:00' }) })

  assert.deepEqual(asDate, asText)
})

test('canonical JSON is JSON, and the same for the same value in any order of its keys', () => {
  const value = fc.jsonValue({ stringUnit: 'grapheme' })

  fc.assert(
    fc.property(value, original => {
      assert.deepEqual(JSON.parse(canonicalJson(original)), JSON.parse(JSON.stringify(original)))
      assert.equal(canonicalJson(reversed(original)), canonicalJson(original))
    }),
  )
})

test('canonical JSON refuses what JSON would drop or change in silence, and names the place', () => {
  const refused = [
    undefined,
    NaN,
    Infinity,
    () => {},
    Symbol('x'),
    1n,
    new Date(0),
    new Map(),
    'half \ud800',
    'zero \0',
  ]

  for (const value of refused) {
    assert.throws(
      () => canonicalJson({ sections: [{ body: value }] }),
      (error: unknown) => error instanceof NewsroomError && error.message.includes('$.sections[0].body'),
      String(value),
    )
  }
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  // fromEntries, since `__proto__` may be a key.
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  )
}
