import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { startDelivery, type Delivery } from '../delivery-fixtures.ts'

let delivery: Delivery
before(async () => void (delivery = await startDelivery({ now: '2028-01-01T00:00:00.000Z' })))
after(() => delivery.close())

const headlineAt = async (id: string, asOf: string) => {
  const { json } = await delivery.ask(`{ article(id: "${id}", asOf: "${asOf}") { headline slug } }`)
  return json.data.article && `${json.data.article.headline} at ${json.data.article.slug}`
}

test('a story is answered as it stood before, between, after, and at the exact instants', async () => {
  await delivery.publish({ id: 'story', slug: 'one', headline: 'First', at: '2026-01-01T00:00:00.000Z' })
  await delivery.publish({ id: 'story', slug: 'two', headline: 'Second', at: '2026-02-01T00:00:00.000Z' })
  await delivery.unpublish('story', '2026-03-01T00:00:00.000Z')
  await delivery.publish({ id: 'story', slug: 'two', headline: 'Third', at: '2026-04-01T00:00:00.000Z' })

  const instants = [
    '2025-12-31T23:59:59.999Z',
    '2026-01-01T00:00:00.000Z',
    '2026-01-31T23:59:59.999Z',
    '2026-02-01T00:00:00.000Z',
    '2026-02-28T23:59:59.999Z',
    '2026-03-01T00:00:00.000Z',
    '2026-03-31T23:59:59.999Z',
    '2026-04-01T00:00:00.000Z',
    '2028-01-01T00:00:00.000Z',
  ]
  const seen = await Promise.all(instants.map(asOf => headlineAt('story', asOf)))

  assert.deepEqual(seen, [
    null,
    'First at one',
    'First at one',
    'Second at two',
    'Second at two',
    null,
    null,
    'Third at two',
    'Third at two',
  ])
})

test('an instant may be written in another time zone', async () => {
  await delivery.publish({ id: 'zoned', headline: 'Zoned', at: '2026-01-01T00:00:00.000Z' })

  assert.equal(await headlineAt('zoned', '2026-01-01T00:59:59.999+01:00'), null)
  assert.equal(await headlineAt('zoned', '2026-01-01T01:00:00+01:00'), 'Zoned at zoned')
})

test('whatever is below a story is answered as it stood at the same instant', async () => {
  await delivery.tag({ id: 'tag', slug: 'old-tag', name: 'Old tag', at: '2026-01-01T00:00:00.000Z' })
  await delivery.publish({ id: 'below', headline: 'Below, first', at: '2026-01-02T00:00:00.000Z', tags: ['tag'] })
  await delivery.publish({
    id: 'above',
    headline: 'Above',
    at: '2026-01-03T00:00:00.000Z',
    tags: ['tag'],
    relatedArticles: ['below'],
  })
  await delivery.tag({ id: 'tag', slug: 'new-tag', name: 'New tag', at: '2026-02-01T00:00:00.000Z' })
  await delivery.publish({
    id: 'below',
    headline: 'Below, second',
    kind: 'correct',
    note: 'Late.',
    at: '2026-02-02T00:00:00.000Z',
    tags: ['tag'],
  })
  await delivery.publish({ id: 'later', headline: 'Later', at: '2026-02-03T00:00:00.000Z', tags: ['tag'] })
  const fields = `{ headline relatedArticles { headline corrections { note } tags { name articles(first: 5) { nodes { headline relatedArticles { headline } } } } } similarArticles { headline } }`

  const { json } = await delivery.ask(
    `query ($then: DateTime!) { then: article(id: "above", asOf: $then) ${fields} now: article(id: "above") ${fields} }`,
    { then: '2026-01-15T00:00:00.000Z' },
  )

  assert.deepEqual(json.data.then, {
    headline: 'Above',
    relatedArticles: [
      {
        headline: 'Below, first',
        corrections: [],
        tags: [
          {
            name: 'Old tag',
            articles: {
              nodes: [
                { headline: 'Above', relatedArticles: [{ headline: 'Below, first' }] },
                { headline: 'Below, first', relatedArticles: [] },
              ],
            },
          },
        ],
      },
    ],
    similarArticles: [{ headline: 'Below, first' }],
  })
  assert.deepEqual(json.data.now, {
    headline: 'Above',
    relatedArticles: [
      {
        headline: 'Below, second',
        corrections: [{ note: 'Late.' }],
        tags: [
          {
            name: 'New tag',
            articles: {
              nodes: [
                { headline: 'Later', relatedArticles: [] },
                { headline: 'Above', relatedArticles: [{ headline: 'Below, second' }] },
                { headline: 'Below, second', relatedArticles: [] },
              ],
            },
          },
        ],
      },
    ],
    similarArticles: [{ headline: 'Later' }, { headline: 'Below, second' }],
  })
})

test('lists and tags are answered as they stood, and tags by the slugs they had', async () => {
  await delivery.tag({ id: 'sport', slug: 'sports', name: 'Sports', kind: 'rubric', at: '2024-01-01T00:00:00.000Z' })
  await delivery.publish({ id: 'match', at: '2024-02-01T00:00:00.000Z', tags: ['sport'] })
  await delivery.publish({ id: 'score', at: '2024-02-02T00:00:00.000Z', tags: ['sport'] })
  await delivery.unpublish('match', '2024-03-01T00:00:00.000Z')
  await delivery.tag({ id: 'sport', slug: 'sport', name: 'Sport', kind: 'rubric', at: '2024-04-01T00:00:00.000Z' })

  const asOf = 'asOf: "2024-02-15T00:00:00.000Z"'
  const { json } = await delivery.ask(
    `{ articles(${asOf}) { nodes { id } } tagged: articles(tag: "sports", ${asOf}) { nodes { id } } renamed: articles(tag: "sport", ${asOf}) { nodes { id } }
       tag(slug: "sports", ${asOf}) { name articles { nodes { id } } } gone: tag(slug: "sports") { id } tags(${asOf}) { nodes { name } } }`,
  )

  const both = { nodes: [{ id: 'score' }, { id: 'match' }] }
  assert.deepEqual(json.data, {
    articles: both,
    tagged: both,
    renamed: { nodes: [] },
    tag: { name: 'Sports', articles: both },
    gone: null,
    tags: { nodes: [{ name: 'Sports' }] },
  })
})

test('a killed story is shown at no instant, by no way', async () => {
  await delivery.tag({ id: 'secret', slug: 'secret', at: '2023-01-01T00:00:00.000Z' })
  await delivery.publish({ id: 'killed', slug: 'killed-first', at: '2023-02-01T00:00:00.000Z', tags: ['secret'] })
  await delivery.publish({ id: 'killed', slug: 'killed-second', at: '2023-02-02T00:00:00.000Z', tags: ['secret'] })
  await delivery.publish({ id: 'witness', at: '2023-02-03T00:00:00.000Z', relatedArticles: ['killed'] })
  await delivery.kill('killed', '2023-03-01T00:00:00.000Z', 'A court said so.')

  const answers = []
  for (const asOf of [
    '2023-02-01T00:00:00.000Z',
    '2023-02-15T00:00:00.000Z',
    '2023-03-01T00:00:00.000Z',
    '2027-01-01T00:00:00.000Z',
  ])
    answers.push(
      await delivery.ask(
        `query ($asOf: DateTime) { bySlug: article(slug: "killed-first", asOf: $asOf) { id } byId: article(id: "killed", asOf: $asOf) { id }
           articles(asOf: $asOf, first: 100) { nodes { id relatedArticles { id } } } tag(slug: "secret", asOf: $asOf) { id articles { nodes { id } } }
           tagged: articles(tag: "secret", asOf: $asOf) { nodes { id } } tags(asOf: $asOf) { nodes { id } } }`,
        { asOf },
      ),
    )

  for (const { body, status } of answers) {
    assert.equal(status, 200)
    assert.doesNotMatch(body, /killed|secret/)
  }
})

test('an instant that has not come is refused, wherever it is asked', async () => {
  const asOf = 'asOf: "2028-01-01T00:00:00.001Z"'
  const questions = [
    `article(id: "story", ${asOf}) { id }`,
    `articles(${asOf}) { nodes { id } }`,
    `tag(slug: "x", ${asOf}) { id }`,
    `tags(${asOf}) { nodes { id } }`,
    `articleStatus(slug: "x", ${asOf}) { slug }`,
  ]

  const answers = await Promise.all(questions.map(question => delivery.ask(`{ ${question} }`)))

  for (const { status, json, headers } of answers) {
    assert.deepEqual([status, json.data, json.errors[0].extensions.code], [400, null, 'FUTURE_AS_OF'])
    assert.equal(headers['cache-control'], 'no-store')
  }
})

test('what is not an instant is refused', async () => {
  const notInstants = [
    '"2026-02-30T00:00:00Z"',
    '"2026-01-01"',
    '"2026-01-01T00:00:00"',
    '"yesterday"',
    '"2026-01-01T24:00:00Z"',
    '"2026-01-01T00:00:00.0001Z"',
    '"0000-01-01T00:00:00Z"',
    '"0001-01-01T00:00:00+14:00"',
    '1767225600000',
    '"\' or 1=1"',
  ]

  const answers = await Promise.all(
    notInstants.map(asOf => delivery.ask(`{ articles(asOf: ${asOf}) { nodes { id } } }`)),
  )
  const variable = await delivery.ask(`query ($asOf: DateTime) { articles(asOf: $asOf) { nodes { id } } }`, {
    asOf: 'now',
  })

  for (const { status, json } of [...answers, variable]) {
    assert.deepEqual([status, json.errors[0].extensions.code], [400, 'INVALID_INPUT'])
  }
})
