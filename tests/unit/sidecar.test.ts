import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import test from 'node:test'
import sharp from 'sharp'
import { describeSidecar } from '../../seed/describe-sidecar.ts'
import { readSidecar } from '../../seed/sidecar.ts'
import { parseTextDocument } from '../../seed/text-document.ts'
import { refusalOf } from './build-text-documents.ts'

const seed = new URL('../../seed/', import.meta.url)
const sidecar = {
  slug: 'titre',
  description: 'Chapeau.',
  author: 'author@example.org',
  approver: 'editor@example.org',
  publisher: 'publisher@example.org',
}
const image = { file: 'a.jpg', altText: 'Un col.', creditLine: 'Nous', isIllustrative: true }

const refusalFor = (fields: object) => {
  const refusal = refusalOf(() => readSidecar(JSON.stringify({ ...sidecar, ...fields }), 'titre.json'))
  assert.equal(refusal.code, 'DOCUMENT_REFUSED')
  assert.match(refusal.message, /^titre\.json: /)
  return refusal.message
}

test('every document in the seed has a sidecar that fits it, and a cover that fits a front page', async () => {
  const names = readdirSync(new URL('articles/', seed)).filter(name => name.endsWith('.txt'))

  for (const name of names) {
    const { slug, description, headings, paragraphs, image } = readSeedSidecar(name)
    const document = parseTextDocument(readFileSync(new URL(`articles/${name}`, seed)), { headings, paragraphs })
    const cover = readFileSync(new URL(`images/${image?.file}`, seed))
    const { width, height } = await sharp(cover).metadata()

    assert.equal(`${slug}.txt`, name)
    assert.ok(description.length <= 200)
    assert.ok(document.sections.length > 0)
    assert.deepEqual([width, height], [1920, 1080])
    assert.ok(cover.length < 400_000)
  }
})

test('the first article’s sidecar names its places, people and organisations under one rubric', () => {
  const { tags, image, language } = readSeedSidecar('pourparlers-azerbaidjan-haut-karabakh.txt')

  const count = (kind: string) => tags.filter(tag => tag.kind === kind).length

  assert.deepEqual(['rubric', 'place', 'person', 'organisation', 'topic'].map(count), [1, 5, 4, 2, 1])
  assert.equal(image?.isIllustrative, true)
  assert.equal(language, 'fr')
})

test('a short sidecar is French, without tags, picture or decisions about headings', () => {
  const read = readSidecar(`\ufeff${JSON.stringify(sidecar)}`, 'titre.json')

  assert.deepEqual(read, { ...sidecar, language: 'fr', tags: [], headings: [], paragraphs: [] })
})

test('a field that no sidecar has is refused by its path', () => {
  const place = { name: 'Ievlakh', kind: 'place' }

  assert.match(refusalFor({ sulg: 'titre' }), /“sulg” is not a field of a sidecar/)
  assert.match(
    refusalFor({ tags: [place, { ...place, name: 'Erevan', colour: 'red' }] }),
    /“tags\[1\]\.colour” is not a field/,
  )
  assert.match(refusalFor({ image: { ...image, focalPoint: { x: 0, y: 0, z: 0 } } }), /“image\.focalPoint\.z” is not/)
})

test('a sidecar cannot reach into the program through __proto__ or constructor', () => {
  const attack = '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}'

  const refusal = refusalOf(() => readSidecar(attack, 'titre.json'))

  assert.match(refusal.message, /“__proto__” is not a field.*“constructor” is not a field/)
  assert.equal('isAdmin' in {}, false)
})

test('every field that is wrong is named', () => {
  const tag = { name: 'Monde', kind: 'rubric' }

  assert.match(refusalFor({ slug: 'Été 2023' }), /“slug”: must be letters a to z/)
  assert.match(refusalFor({ description: undefined, byline: '' }), /“description”: .*“byline”: /)
  assert.match(refusalFor({ description: 'De\0ux' }), /“description”: .*U\+0000/)
  assert.match(refusalFor({ language: 'français' }), /“language”: must be a language tag/)
  assert.match(refusalFor({ author: 'quelqu’un' }), /“author”: /)
  assert.match(refusalFor({ approver: 'Author@example.org' }), /“approver”: must be somebody else than the author/)
  assert.match(refusalFor({ author: 'Editor@example.org' }), /“approver”: must be somebody else than the author/)
  assert.match(refusalFor({ tags: [tag, { ...tag, name: 'Société' }] }), /“tags”: at most one tag may be a rubric/)
  assert.match(refusalFor({ tags: [tag, tag] }), /a tag is named twice/)
  assert.match(refusalFor({ tags: [{ ...tag, kind: 'colour' }] }), /“tags\[0\]\.kind”: /)
  assert.match(refusalFor({ tags: [{ ...tag, uri: 'javascript:alert(1)' }] }), /“tags\[0\]\.uri”: /)
  assert.match(refusalFor({ image: { ...image, file: '../../etc/passwd.png' } }), /“image\.file”: /)
  assert.match(refusalFor({ image: { ...image, altText: '' } }), /“image\.altText”: must say what the picture shows/)
  assert.match(refusalFor({ image: { ...image, focalPoint: { x: 1.1, y: 0 } } }), /“image\.focalPoint\.x”: /)
  assert.match(refusalFor({ headings: [0] }), /“headings\[0\]”: /)
})

test('a sidecar that is no JSON, or too large, is refused', () => {
  assert.match(refusalOf(() => readSidecar('{', 'titre.json')).message, /^titre\.json: it is not JSON/)
  assert.match(refusalOf(() => readSidecar('['.repeat(200_000), 'titre.json')).message, /^titre\.json: it is not JSON/)
  assert.match(refusalOf(() => readSidecar('1', 'titre.json')).message, /^titre\.json: /)
  assert.match(refusalOf(() => readSidecar(' '.repeat(262_145), 'titre.json')).message, /more than 262144 characters/)
})

test('sidecar.schema.json says what we read; `npx tsx seed/write-sidecar-schema.ts` writes it anew', () => {
  const written: unknown = JSON.parse(readFileSync(new URL('sidecar.schema.json', seed), 'utf8'))

  assert.deepEqual(written, JSON.parse(JSON.stringify(describeSidecar())))
})

function readSeedSidecar(documentName: string) {
  const name = documentName.replace(/\.txt$/, '.json')
  return readSidecar(readFileSync(new URL(`articles/${name}`, seed), 'utf8'), name)
}
