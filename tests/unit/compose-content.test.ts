import assert from 'node:assert/strict'
import { test } from 'node:test'
import { composeContent } from '../../publication/compose-content.ts'
import { buildImage, buildSnapshot, paragraphs } from '../build-snapshot.ts'

test('sections are numbered from 1 in the order of the story', () => {
  const sections = ['c', 'a', 'b'].map(id => ({ id, heading: null, body: paragraphs(id), image: null }))

  const content = composeContent(buildSnapshot({ sections }))

  assert.deepEqual(
    content.sections.map(({ id, position, text }) => [id, position, text]),
    [
      ['c', 1, 'c'],
      ['a', 2, 'a'],
      ['b', 3, 'b'],
    ],
  )
})

test('words of headings and bodies make the reading time, those of headline and standfirst do not', () => {
  const body = paragraphs('mot '.repeat(199))
  const sections = [{ id: 'a', heading: 'Deux mots', body, image: null }]

  const content = composeContent(
    buildSnapshot({ sections, headline: 'Trois mots ici', description: 'Encore des mots' }),
  )

  assert.equal(content.wordCount, 201)
  assert.equal(content.readingMinutes, 2)
})

test('the texts that a story gives a picture stand over the picture’s own', () => {
  const image = buildImage({ altText: 'propre', caption: 'propre', override: { altText: 'ici', caption: null } })

  const content = composeContent(buildSnapshot({ image }))

  assert.equal(content.image?.altText, 'ici')
  assert.equal(content.image?.caption, 'propre')
})

test('a decorative picture has no alternative text, whatever was written', () => {
  const image = buildImage({ isDecorative: true, override: { altText: 'ici', caption: null } })

  const content = composeContent(buildSnapshot({ image }))

  assert.equal(content.image?.altText, '')
})

test('what the newsroom keeps to itself of a picture is not published', () => {
  const image = buildImage({ usageTerms: 'Une seule fois', rightsExpire: '2030-01-01T00:00:00.000Z' })
  const section = { id: 'a', heading: null, body: [], image }

  const content = composeContent(buildSnapshot({ image, sections: [section] }))

  assert.doesNotMatch(JSON.stringify(content), /Une seule fois|2030/)
})

test('the same revision always gives the same content, and composing leaves it as it is', () => {
  const snapshot = buildSnapshot()
  const before = structuredClone(snapshot)

  const content = composeContent(snapshot)

  assert.deepEqual(composeContent(structuredClone(snapshot)), content)
  assert.deepEqual(snapshot, before)
})
