import assert from 'node:assert/strict'
import { test } from 'node:test'

import { describeAsNewsArticle } from '../../delivery/describe-as-news-article.ts'
import { describeByline } from '../../delivery/describe-byline.ts'
import type { ShownArticle } from '../../delivery/shown-article.ts'
import type { PublishedContent } from '../../publication/content.ts'
import { complaintsOfVocabulary } from '../compile-as-json-ld.ts'
import { publishedContent, publishedImage } from '../delivery-fixtures.ts'

const publisher = { name: 'Le Courrier', articleUrl: 'https://courrier.example/actu/{slug}' }

const tags = [
  { id: '1', name: 'Monde', slug: 'monde', kind: 'rubric', uri: 'https://cv.iptc.org/newscodes/mediatopic/20000' },
  { id: '2', name: 'Bakou', slug: 'bakou', kind: 'place', uri: 'https://www.wikidata.org/entity/Q9248' },
  { id: '3', name: 'Croix-Rouge', slug: 'croix-rouge', kind: 'organisation', uri: null },
  { id: '4', name: 'Diplomatie', slug: 'diplomatie', kind: 'topic', uri: null },
]

function describe(content: Partial<PublishedContent> = {}, corrections: ShownArticle['corrections'] = []) {
  const article: ShownArticle = {
    publication: '1',
    id: 'a1',
    slug: 'pourparlers',
    headline: 'Pourparlers',
    language: 'fr',
    firstPublished: new Date('2026-01-01T00:00:00.000Z'),
    lastModified: new Date('2026-01-02T00:00:00.000Z'),
    content: { ...publishedContent({ id: 'a1' }), ...content },
    tags,
    corrections,
    moment: null,
  }
  return describeAsNewsArticle({ article, tags, publicUrl: 'https://cms.example', publisher })
}

test('a story with everything is a NewsArticle of the schema.org vocabulary', () => {
  const image = publishedImage({ width: 4000, height: 3000, caption: 'Légende', creator: 'Zoé Martin' })
  const note = { note: 'Le lieu était faux.', publishedAt: '2026-01-02T00:00:00+00:00' }

  const story = describe({ byline: 'Camille Laurent', description: 'Chapô', image }, [note])

  assert.deepEqual(complaintsOfVocabulary('NewsArticle', story), [])
  assert.deepEqual(JSON.parse(JSON.stringify(story)).image, [
    {
      '@type': 'ImageObject',
      url: 'https://cms.example/images/0123456789abcdef0123456789abcdef/1280.jpg',
      width: { '@type': 'QuantitativeValue', value: 1280, unitCode: 'E37' },
      height: { '@type': 'QuantitativeValue', value: 960, unitCode: 'E37' },
      caption: 'Légende',
      description: 'An abstract cover',
      creditText: 'Bouclage',
      creator: { '@type': 'Person', name: 'Zoé Martin' },
    },
  ])
})

test('a story with nothing beside its text is a NewsArticle of its newsroom', () => {
  const story = describe()

  const newsroom = { '@type': 'NewsMediaOrganization', name: 'Le Courrier', url: 'https://courrier.example/' }
  const { author, publisher, url } = JSON.parse(JSON.stringify(story))
  assert.deepEqual(complaintsOfVocabulary('NewsArticle', story), [])
  assert.deepEqual(
    { author, publisher, url },
    { author: [newsroom], publisher: newsroom, url: 'https://courrier.example/actu/pourparlers' },
  )
})

test('the vocabulary refuses what it does not know', () => {
  const story = { ...describe(), standfirst: 'Chapô' }
  const image = { ...describe(), image: [{ '@type': 'ImageObject', width: 1280 }] }

  assert.notEqual(complaintsOfVocabulary('NewsArticle', story).length, 0)
  assert.notEqual(complaintsOfVocabulary('NewsArticle', image).length, 0)
})

test('tags that name places, people and bodies are mentioned as what they are', () => {
  const { mentions, keywords, articleSection } = JSON.parse(JSON.stringify(describe()))

  assert.deepEqual(mentions, [
    { '@type': 'Place', name: 'Bakou', sameAs: 'https://www.wikidata.org/entity/Q9248' },
    { '@type': 'Organization', name: 'Croix-Rouge' },
  ])
  assert.deepEqual(keywords, ['Monde', 'Bakou', 'Croix-Rouge', 'Diplomatie'])
  assert.equal(articleSection, 'Monde')
})

const person = (name: string) => ({ '@type': 'Person', name })
const body = (name: string) => ({ '@type': 'Organization', name })

const bylines: [byline: string, authors: object[] | null][] = [
  ['Camille Laurent', [person('Camille Laurent')]],
  ['Par Camille Laurent et Jean-Noël d’Orves', [person('Camille Laurent'), person('Jean-Noël d’Orves')]],
  ['La rédaction', [body('La rédaction')]],
  ['AFP', [body('AFP')]],
  ['Camille Laurent avec AFP', [person('Camille Laurent'), body('AFP')]],
  ['Le Courrier (avec Agence France-Presse)', [body('Agence France-Presse')]],
  ['Ana de la Cruz, envoyée spéciale à Bakou', [person('Ana de la Cruz')]],
  ['Ludwig van Beethoven & Émile Zola', [person('Ludwig van Beethoven'), person('Émile Zola')]],
  ['Zoé', null],
  ['le service politique du soir', [body('le service politique du soir')]],
  ['', null],
]

for (const [byline, authors] of bylines) {
  test(`“${byline}” claims no more of its authors than it says`, () => {
    assert.deepEqual(describeByline(byline), authors)
  })
}

test('a byline goes out as it was approved, whoever it names', () => {
  const { creditText, author } = JSON.parse(JSON.stringify(describe({ byline: 'Zoé, de retour de Bakou' })))

  assert.equal(creditText, 'Zoé, de retour de Bakou')
  assert.equal(author, undefined)
})
