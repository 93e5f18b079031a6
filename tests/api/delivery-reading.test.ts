import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { publishedImage, startDelivery, type Delivery } from '../delivery-fixtures.ts'

let delivery: Delivery
before(async () => void (delivery = await startDelivery()))
after(() => delivery.close())

test('readers get a story’s text to the letter', async () => {
  const text = 'D’un côté : « l’accord »\u00a0!\n\nDe l’autre, e\u0301té — ‏שלום‏ "<b>&amp;\\ \u2028fin.'
  const document = [{ type: 'paragraph', children: [{ text: 'D’un côté' }] }]
  const sections = [
    { heading: 'Un  titre\u202f?', text, html: '<p>D’un côté</p>', document },
    { heading: 'Sans texte', text: '', html: '' },
  ]
  await delivery.publish({
    id: 'letter',
    at: '2026-01-01T00:00:00.000Z',
    headline: 'À la  lettre\u00a0?',
    description: 'Été',
    byline: 'Zoé',
    sections,
    readingMinutes: 3,
    wordCount: 555,
  })

  const { json } = await delivery.ask(
    `{ article(id: "letter") { headline description byline language readingMinutes wordCount sections { id position heading text html document image { id } } } }`,
  )

  assert.deepEqual(json.data.article, {
    headline: 'À la  lettre\u00a0?',
    description: 'Été',
    byline: 'Zoé',
    language: 'fr',
    readingMinutes: 3,
    wordCount: 555,
    sections: [
      {
        id: 'letter-1',
        position: 1,
        heading: 'Un  titre\u202f?',
        text,
        html: '<p>D’un côté</p>',
        document,
        image: null,
      },
      {
        id: 'letter-2',
        position: 2,
        heading: 'Sans texte',
        text: '',
        html: '',
        document: [{ type: 'paragraph', children: [{ text: 'Text of letter.' }] }],
        image: null,
      },
    ],
  })
})

test('whichever form of its sections is asked for, a story says the same', async () => {
  const image = publishedImage({ id: 'form-image' })
  await delivery.publish({ id: 'forms', at: '2026-01-01T00:00:00.000Z', description: 'Chapô', image })
  const story = (fields: string) =>
    delivery.ask(`{ article(id: "forms") { description image { altText } ${fields} } }`).then(({ json }) => json.data)
  const always = 'id position heading image { id }'

  const whole = await story(`sections { ${always} text html document }`)
  const forms = await Promise.all([
    story(''),
    story(`sections { ${always} }`),
    story(`sections { ${always} text }`),
    story(`sections { ${always} html }`),
    story(`sections { ${always} document }`),
  ])

  const sectionsWith = (...names: string[]) => ({
    article: {
      ...whole.article,
      sections: whole.article.sections.map((section: Record<string, unknown>) =>
        Object.fromEntries(
          Object.entries(section).filter(([name]) => ['id', 'position', 'heading', 'image', ...names].includes(name)),
        ),
      ),
    },
  })
  const { sections: _, ...teaser } = whole.article
  assert.deepEqual(forms, [
    { article: teaser },
    ...[sectionsWith(), sectionsWith('text'), sectionsWith('html'), sectionsWith('document')],
  ])
})

test('an old slug leads to the story, which answers with today’s', async () => {
  await delivery.publish({ id: 'moved', slug: 'first-slug', at: '2026-01-01T00:00:00.000Z' })
  await delivery.publish({ id: 'moved', slug: 'second-slug', kind: 'update', at: '2026-01-02T00:00:00.000Z' })

  const { json } = await delivery.ask(
    `{ old: article(slug: "first-slug") { id slug } new: article(slug: "second-slug") { id slug } no: article(slug: "third-slug") { id } }`,
  )

  assert.deepEqual(json.data, {
    old: { id: 'moved', slug: 'second-slug' },
    new: { id: 'moved', slug: 'second-slug' },
    no: null,
  })
})

test('an update changes when a story was modified, and not when it was first published', async () => {
  await delivery.publish({ id: 'updated', at: '2026-01-01T10:00:00.123Z' })
  await delivery.publish({ id: 'updated', kind: 'update', at: '2026-01-05T10:00:00.456Z' })

  const { json } = await delivery.ask(`{ article(id: "updated") { firstPublished lastModified } }`)

  assert.deepEqual(json.data.article, {
    firstPublished: '2026-01-01T10:00:00.123Z',
    lastModified: '2026-01-05T10:00:00.456Z',
  })
})

test('corrections stay public after later updates, the oldest first', async () => {
  await delivery.publish({ id: 'corrected', at: '2026-01-01T00:00:00.000Z' })
  await delivery.publish({
    id: 'corrected',
    kind: 'correct',
    note: 'The date was wrong.',
    at: '2026-01-02T00:00:00.000Z',
  })
  await delivery.publish({
    id: 'corrected',
    kind: 'correct',
    note: 'So was the place.',
    at: '2026-01-03T00:00:00.000Z',
  })
  await delivery.publish({ id: 'corrected', kind: 'update', at: '2026-01-04T00:00:00.000Z' })

  const { json } = await delivery.ask(`{ article(id: "corrected") { corrections { note publishedAt } } }`)

  assert.deepEqual(json.data.article.corrections, [
    { note: 'The date was wrong.', publishedAt: '2026-01-02T00:00:00.000Z' },
    { note: 'So was the place.', publishedAt: '2026-01-03T00:00:00.000Z' },
  ])
})

test('a picture answers with absolute addresses at the fixed widths', async () => {
  const focalPoint = { x: 0.25, y: 0.5 }
  const image = publishedImage({
    width: 800,
    height: 600,
    caption: 'Photo non contractuelle',
    isIllustrative: true,
    focalPoint,
  })
  await delivery.publish({ id: 'pictured', at: '2026-01-01T00:00:00.000Z', image })

  const { json } = await delivery.ask(
    `{ article(id: "pictured") { image { url(width: 500, format: JPEG) whole: url srcset(format: AVIF) width height altText caption creditLine isIllustrative focalPoint { x y } } } }`,
  )

  const address = 'https://news.example/images/0123456789abcdef0123456789abcdef'
  assert.deepEqual(json.data.article.image, {
    url: `${address}/640.jpg`,
    whole: `${address}/full.webp`,
    srcset: `${address}/320.avif 320w, ${address}/640.avif 640w, ${address}/full.avif 800w`,
    width: 800,
    height: 600,
    altText: 'An abstract cover',
    caption: 'Photo non contractuelle',
    creditLine: 'Bouclage',
    isIllustrative: true,
    focalPoint,
  })
})

test('a picture is cropped around its focal point, to the aspects that there are', async () => {
  const image = publishedImage({ width: 2000, height: 1000, focalPoint: { x: 1, y: 0.5 } })
  await delivery.publish({ id: 'cropped', at: '2026-01-01T00:00:00.000Z', image })

  const { json } = await delivery.ask(
    `{ article(id: "cropped") { image { url(width: 640, aspect: SQUARE) srcset(aspect: SQUARE, format: JPEG) } } }`,
  )
  const unknown = await delivery.ask(`{ article(id: "cropped") { image { url(aspect: TWO_BY_ONE) } } }`)

  const address = 'https://news.example/images/0123456789abcdef0123456789abcdef'
  assert.deepEqual(json.data.article.image, {
    url: `${address}/640-1x1-10.webp`,
    srcset: `${address}/320-1x1-10.jpg 320w, ${address}/640-1x1-10.jpg 640w, ${address}/960-1x1-10.jpg 960w, ${address}/full-1x1-10.jpg 1000w`,
  })
  assert.deepEqual([unknown.status, unknown.json.errors[0].extensions.code], [400, 'INVALID_INPUT'])
})

test('a story names its tags in the desk’s order, by the names they have today', async () => {
  await delivery.tag({ id: 'baku', slug: 'baku', name: 'Baku', kind: 'place' })
  await delivery.tag({
    id: 'world',
    slug: 'monde',
    name: 'Monde',
    kind: 'rubric',
    uri: 'https://cv.iptc.org/newscodes/mediatopic/11000000',
  })
  await delivery.publish({ id: 'tagged', at: '2026-01-01T00:00:00.000Z', tags: ['world', 'baku'] })
  await delivery.tag({ id: 'baku', slug: 'bakou', name: 'Bakou', kind: 'place', at: '2026-02-01T00:00:00.000Z' })

  const { json } = await delivery.ask(`{ article(id: "tagged") { tags { id name slug kind uri } } }`)

  assert.deepEqual(json.data.article.tags, [
    {
      id: 'world',
      name: 'Monde',
      slug: 'monde',
      kind: 'rubric',
      uri: 'https://cv.iptc.org/newscodes/mediatopic/11000000',
    },
    { id: 'baku', name: 'Bakou', slug: 'bakou', kind: 'place', uri: null },
  ])
})

test('only tags of public stories exist', async () => {
  await delivery.tag({ id: 'lonely', slug: 'lonely' })
  await delivery.tag({ id: 'left', slug: 'left' })
  await delivery.publish({ id: 'leaving', at: '2026-01-01T00:00:00.000Z', tags: ['left'] })
  await delivery.unpublish('leaving', '2026-01-02T00:00:00.000Z')

  const { json } = await delivery.ask(
    `{ lonely: tag(slug: "lonely") { id } left: tag(slug: "left") { id } tags { nodes { slug } } }`,
  )

  assert.equal(json.data.lonely, null)
  assert.equal(json.data.left, null)
  assert.equal(
    json.data.tags.nodes.some(({ slug }: { slug: string }) => ['lonely', 'left'].includes(slug)),
    false,
  )
})

test('related stories come in the desk’s order, and only those that are public', async () => {
  for (const id of ['near1', 'near2', 'near3']) await delivery.publish({ id, at: '2026-01-01T00:00:00.000Z' })
  await delivery.unpublish('near2', '2026-01-02T00:00:00.000Z')
  await delivery.publish({
    id: 'centre',
    at: '2026-01-03T00:00:00.000Z',
    relatedArticles: ['near3', 'a-draft', 'near2', 'near1'],
  })

  const { json, headers } = await delivery.ask(`{ article(id: "centre") { relatedArticles { id } } }`)

  assert.deepEqual(json.data.article.relatedArticles, [{ id: 'near3' }, { id: 'near1' }])
  assert.doesNotMatch(String(headers['cache-tag']), /a-draft|near2/)
})

const similarTo = async (id: string, args = '') => {
  const { json } = await delivery.ask(
    `{ article(id: "${id}"${args}) { similarArticles { id } two: similarArticles(first: 2) { id } } }`,
  )
  const ids = (articles: { id: string }[]) => articles.map(article => article.id)
  return { similar: ids(json.data.article.similarArticles), two: ids(json.data.article.two) }
}

test('similar stories share the most tags, the newest first among equals', async () => {
  for (const id of ['s1', 's2', 's3']) await delivery.tag({ id, slug: id })
  const publish = (id: string, headline: string, at: string, tags: string[]) =>
    delivery.publish({ id, headline, at, tags })
  await publish('one-shared-old', 'Abricots', '2026-01-01T00:00:00.000Z', ['s1'])
  await publish('one-shared-new', 'Bananes', '2026-01-02T00:00:00.000Z', ['s2'])
  await publish('two-shared', 'Cerises', '2025-01-01T00:00:00.000Z', ['s1', 's2'])
  await publish('none-shared', 'Dattes', '2026-01-03T00:00:00.000Z', ['s3'])
  await publish('similar-killed', 'Figues', '2026-01-04T00:00:00.000Z', ['s1', 's2'])
  await delivery.kill('similar-killed', '2026-01-05T00:00:00.000Z', 'Withdrawn.')
  await publish('compared', 'Groseilles', '2026-01-03T00:00:00.000Z', ['s1', 's2'])

  const { similar, two } = await similarTo('compared')

  assert.deepEqual(similar, ['two-shared', 'one-shared-new', 'one-shared-old'])
  assert.deepEqual(two, ['two-shared', 'one-shared-new'])
})

test('of stories that share as many tags, the one that speaks of the same is nearer, and it needs no tag', async () => {
  for (const id of ['k1', 'k2']) await delivery.tag({ id, slug: id })
  const told = { headline: 'Pourparlers de paix à Ievlakh', description: 'Bakou reçoit les Arméniens du Karabakh' }
  const other = { headline: 'Le marathon', description: 'Une course sous la pluie' }
  const follows = { headline: 'Karabakh : les pourparlers d’Ievlakh ont repris', description: 'Bakou et les Arméniens' }
  await delivery.publish({ id: 'same-tag-same-tale', at: '2026-05-01T00:00:00.000Z', tags: ['k1'], ...follows })
  await delivery.publish({ id: 'same-tag-other-tale', at: '2026-05-02T00:00:00.000Z', tags: ['k1'], ...other })
  await delivery.publish({ id: 'no-tag-same-tale', at: '2026-05-03T00:00:00.000Z', tags: ['k2'], ...follows })
  await delivery.publish({ id: 'no-tag-other-tale', at: '2026-05-04T00:00:00.000Z', tags: ['k2'], ...other })
  await delivery.publish({ id: 'told', at: '2026-05-05T00:00:00.000Z', tags: ['k1'], ...told })

  const before = await similarTo('told')
  await delivery.publish({
    id: 'same-tag-same-tale',
    kind: 'update',
    at: '2026-05-06T00:00:00.000Z',
    tags: ['k2'],
    ...other,
  })
  const after = await similarTo('told')
  const asOf = await similarTo('told', ', asOf: "2026-05-05T12:00:00.000Z"')

  const [nearest, ...rest] = before.similar
  assert.equal(nearest, 'same-tag-same-tale')
  assert.deepEqual(rest.sort(), ['no-tag-same-tale', 'same-tag-other-tale'])
  assert.deepEqual(after.similar.sort(), ['no-tag-same-tale', 'same-tag-other-tale'])
  assert.deepEqual(asOf, before)
})

test('a story describes itself as a schema.org NewsArticle', async () => {
  await delivery.tag({ id: 'ld-rubric', slug: 'ld-rubric', name: 'Politique', kind: 'rubric' })
  await delivery.tag({ id: 'ld-place', slug: 'ld-place', name: 'Paris', kind: 'place' })
  const story = {
    id: 'described',
    headline: 'Titre',
    byline: 'Zoé Martin',
    description: 'Chapeau',
    image: publishedImage(),
    tags: ['ld-place', 'ld-rubric'],
  }
  await delivery.publish({ ...story, at: '2026-01-01T00:00:00.000Z' })
  await delivery.publish({ ...story, kind: 'correct', note: 'Mended.', at: '2026-01-02T00:00:00.000Z' })

  const { json } = await delivery.ask(`{ article(id: "described") { jsonLd } }`)

  assert.deepEqual(json.data.article.jsonLd, {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    identifier: 'described',
    url: 'https://news.example/described',
    mainEntityOfPage: { '@type': 'WebPage', '@id': 'https://news.example/described' },
    headline: 'Titre',
    description: 'Chapeau',
    inLanguage: 'fr',
    datePublished: '2026-01-01T00:00:00.000Z',
    dateModified: '2026-01-02T00:00:00.000Z',
    author: [{ '@type': 'Person', name: 'Zoé Martin' }],
    creditText: 'Zoé Martin',
    publisher: { '@type': 'NewsMediaOrganization', name: 'news.example', url: 'https://news.example/' },
    image: [
      {
        '@type': 'ImageObject',
        url: 'https://news.example/images/0123456789abcdef0123456789abcdef/1280.jpg',
        width: { '@type': 'QuantitativeValue', value: 1280, unitCode: 'E37' },
        height: { '@type': 'QuantitativeValue', value: 720, unitCode: 'E37' },
        description: 'An abstract cover',
        creditText: 'Bouclage',
      },
    ],
    articleSection: 'Politique',
    keywords: ['Paris', 'Politique'],
    mentions: [{ '@type': 'Place', name: 'Paris' }],
    wordCount: 400,
    timeRequired: 'PT2M',
    correction: [{ '@type': 'CorrectionComment', text: 'Mended.', datePublished: '2026-01-02T00:00:00.000Z' }],
  })
})

test('article wants one name, a slug or an id', async () => {
  const none = await delivery.ask(`{ article { id } }`)
  const both = await delivery.ask(`{ article(id: "a", slug: "b") { id } }`)

  assert.deepEqual([none.status, none.json.errors[0].extensions.code], [400, 'INVALID_INPUT'])
  assert.deepEqual([both.status, both.json.errors[0].extensions.code], [400, 'INVALID_INPUT'])
})

test('what is asked for through fragments is answered as if it were spelled out', async () => {
  await delivery.tag({ id: 'fragmented', slug: 'fragmented' })
  const story = { id: 'by-fragments', tags: ['fragmented'] }
  await delivery.publish({ ...story, at: '2026-01-01T00:00:00.000Z' })
  await delivery.publish({ ...story, kind: 'correct', note: 'Mended.', at: '2026-01-02T00:00:00.000Z' })
  const parts = `sections { text } tags { slug } corrections { note }`

  const spelled = await delivery.ask(`{ article(id: "by-fragments") { ${parts} } }`)
  const spread = await delivery.ask(
    `{ article(id: "by-fragments") { ...outer } } fragment outer on Article { ... on Article { ...inner } } fragment inner on Article { ${parts} }`,
  )

  assert.equal(spelled.json.data.article.sections.length, 1)
  assert.deepEqual(spread.json, spelled.json)
})
