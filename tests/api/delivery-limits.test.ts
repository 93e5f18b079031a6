import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { getIntrospectionQuery } from 'graphql'

import { queryLimits } from '../../delivery/query-limits.ts'
import { startDelivery, type Delivery } from '../delivery-fixtures.ts'

let delivery: Delivery
before(async () => {
  delivery = await startDelivery()
  await delivery.publish({ id: 'a', at: '2026-01-01T00:00:00.000Z', relatedArticles: ['a'] })
})
after(() => delivery.close())

const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ')
const nested = (levels: number): string => (levels === 0 ? 'id' : `relatedArticles { ${nested(levels - 1)} }`)

/** A thousand words and signs, and no field twice. */
const thousandTokens = (more = '') => {
  const always = '@skip(if: false) @include(if: true)'
  const plain = 'id slug headline description byline language readingMinutes wordCount firstPublished lastModified'
  return `{ article(id: "a") {
    ${times(49, index => `a${index}: slug ${always}`)} ${plain.replaceAll(/\w+/g, name => `${name} ${always}`)}
    corrections { note publishedAt } jsonLd __typename ${more}
  } }`
}

/** What is allowed at the limit and refused beyond it, with the words that name the limit. */
const limits: { limit: RegExp; allowed: string; refused: string; variables?: Record<string, unknown> }[] = [
  {
    limit: /at most 10 root fields/,
    allowed: `{ ${times(10, index => `a${index}: articleStatus(slug: "a") { slug }`)} }`,
    refused: `{ ...ten } fragment ten on Query { ...five ...six } fragment five on Query { ${times(5, index => `a${index}: articleStatus(slug: "a") { slug }`)} } fragment six on Query { ... on Query { ${times(6, index => `b${index}: articleStatus(slug: "a") { slug }`)} } }`,
  },
  {
    limit: /at most 4 nested levels of articles/,
    allowed: `{ article(id: "a") { ${nested(4)} } }`,
    refused: `{ article(id: "a") { ${nested(5)} } }`,
  },
  {
    limit: /at most 15 levels of fields/,
    allowed: getIntrospectionQuery(),
    refused: `{ __schema { types { ${times(14, () => 'ofType {')} name ${times(14, () => '}')} } } }`,
  },
  {
    limit: /at most 50 aliases/,
    allowed: `{ article(id: "a") { ${times(50, index => `a${index}: slug`)} } }`,
    refused: `{ article(id: "a") { ...all ...more } } fragment all on Article { ${times(50, index => `a${index}: slug`)} } fragment more on Article { b: slug }`,
  },
  {
    limit: /at most 10000 characters/,
    allowed: `{ article(id: "a") { id } }`.padEnd(10_000),
    refused: `{ article(id: "a") { id } }`.padEnd(10_001),
  },
  {
    limit: /at most 1000 tokens/,
    allowed: thousandTokens(),
    refused: thousandTokens('image'),
  },
  {
    limit: /at most 20 fields that repeat an earlier one/,
    allowed: `{ article(id: "a") { ${times(21, () => 'id')} } }`,
    refused: `{ article(id: "a") { ${times(10, () => 'id')} ... on Article { ${times(12, () => 'id')} } } }`,
  },
  {
    limit: /at most 20 places where a fragment is spread/,
    allowed: `{ article(id: "a") { ${times(19, () => '...g')} } } fragment g on Article { ...f } fragment f on Article { id }`,
    refused: `{ article(id: "a") { ${times(20, () => '...g')} } } fragment g on Article { ...f } fragment f on Article { id }`,
  },
  {
    limit: /“first” is 1 to 100, and 101/,
    allowed: `{ articles(first: 100) { nodes { id } } }`,
    refused: `{ articles(first: 101) { nodes { id } } }`,
  },
  {
    limit: /“first” is 1 to 100, and 0/,
    allowed: `{ tags(first: 1) { nodes { id } } }`,
    refused: `{ tags(first: 0) { nodes { id } } }`,
  },
  {
    limit: /“first” is 1 to 100, and -1/,
    allowed: `{ articles { nodes { similarArticles(first: 1) { id } } } }`,
    refused: `{ articles { nodes { similarArticles(first: -1) { id } } } }`,
  },
  {
    limit: /“first” is 1 to 100, and 0/,
    allowed: `query ($n: Int) { articles(first: $n) { nodes { id } } }`,
    refused: `{ articles(first: null) { nodes { id } } }`,
  },
  {
    limit: /at most 100000 points/,
    allowed: `{ articles(first: 100) { nodes { similarArticles(first: 37) { id } } } }`,
    refused: `query ($n: Int = 38) { articles(first: 100) { nodes { ...near } } } fragment near on Article { similarArticles(first: $n) { id } }`,
  },
]

test('each limit lets pass what is at it, and names itself when it refuses what is beyond', async () => {
  for (const { limit, allowed, refused } of limits) {
    const atLimit = await delivery.ask(allowed)
    const beyond = await delivery.ask(refused)

    assert.deepEqual([limit, atLimit.status, atLimit.json.errors], [limit, 200, undefined])
    assert.deepEqual([limit, beyond.status, beyond.json.errors[0].extensions.code], [limit, 400, 'LIMIT_EXCEEDED'])
    assert.match(beyond.json.errors[0].message, limit)
    assert.equal(beyond.headers['cache-control'], 'no-store')
  }
})

test('the variables of each request are measured, also when the query is known', async () => {
  const query = `query ($first: Int!) { articles(first: $first) { nodes { id } } }`

  const statuses = []
  for (const first of [5, 100, 101, 0, 5]) statuses.push((await delivery.ask(query, { first })).status)

  assert.deepEqual(statuses, [200, 200, 400, 400, 200])
})

test('the largest answers an app may ask for with one list pass the limits', async () => {
  const whole = `id slug headline description byline language readingMinutes wordCount firstPublished lastModified
    image { id url(width: 640) srcset width height altText caption creditLine copyrightNotice isIllustrative focalPoint { x y } }
    sections { id position heading html text document image { url srcset width height altText caption creditLine } }
    tags { id name slug kind uri } relatedArticles { id slug headline } similarArticles { id slug headline } corrections { note publishedAt } jsonLd`

  const { status, body } = await delivery.ask(
    `{ articles(first: 100) { edges { cursor node { ${whole} } } pageInfo { hasNextPage } } }`,
  )

  assert.equal(status, 200, body)
})

test('hostile queries are refused at once, for what they are', async () => {
  const laughs = `{ article(id: "a") { ...f0 } } ${times(30, index => `fragment f${index} on Article { ...f${index + 1} ...f${index + 1} }`)} fragment f30 on Article { a: id }`
  const hostile = [
    { query: laughs, code: 'LIMIT_EXCEEDED' },
    {
      query: `{ article(id: "a") { ...x } } fragment x on Article { ...y } fragment y on Article { ...x }`,
      code: 'INVALID_INPUT',
    },
    {
      query: `{ article(id: "a") { ...x } } fragment x on Article { relatedArticles { ...x } }`,
      code: 'INVALID_INPUT',
    },
    {
      query: `{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }`,
      code: 'INVALID_INPUT',
    },
    {
      query: `{ __schema { types { ${times(9, index => `a${index}: fields { type { ${times(9, inner => `b${inner}: fields { name description }`)} } }`)} } } }`,
      code: 'LIMIT_EXCEEDED',
    },
    { query: `{ articles ${'{ nodes { relatedArticles '.repeat(60)}`, code: 'INVALID_INPUT' },
    { query: `{ articles(first: ${'9'.repeat(5000)}) { nodes { id } } }`, code: 'INVALID_INPUT' },
    { query: `{ articles(first: 1e9) { nodes { id } } }`, code: 'INVALID_INPUT' },
    { query: `{ article(id: "a") { id ${'@skip(if: true) '.repeat(300)} } }`, code: 'LIMIT_EXCEEDED' },
    { query: `{ article(id: ${'['.repeat(900)}`, code: 'INVALID_INPUT' },
    { query: `{ article(id: "a") { ${times(985, () => 'id')} } }`, code: 'LIMIT_EXCEEDED' },
    { query: JSON.stringify({ kind: 'Document', definitions: [] }), code: 'INVALID_INPUT' },
    { query: '[1]', code: 'INVALID_INPUT' },
    { query: 'true', code: 'INVALID_INPUT' },
    { query: '5', code: 'INVALID_INPUT' },
    { query: '"text"', code: 'INVALID_INPUT' },
  ]

  for (const { query, code } of hostile) {
    const { status, json } = await delivery.ask(query)

    assert.deepEqual([query.slice(0, 60), status, json.errors[0].extensions.code], [query.slice(0, 60), 400, code])
  }
})

test('several queries in one request, and bodies beyond 65536 bytes, are refused', async () => {
  const batch = await delivery.app.inject({
    method: 'POST',
    url: '/graphql',
    payload: [{ query: '{ tags { nodes { id } } }' }],
  })
  const large = await delivery.ask('query ($slug: String) { article(slug: $slug) { id } }', {
    slug: 'x'.repeat(70_000),
  })

  assert.deepEqual([batch.statusCode, batch.json().errors[0].extensions.code], [400, 'INVALID_INPUT'])
  assert.deepEqual([large.status, large.json.errors[0].extensions.code], [400, 'LIMIT_EXCEEDED'])
  assert.match(large.json.errors[0].message, /at most 65536 bytes/)
})

test('the contract’s page names every limit with its figure', async () => {
  const page = await readFile(new URL('../../docs/contracts/delivery.md', import.meta.url), 'utf8')

  for (const [name, limit] of Object.entries(queryLimits)) {
    assert.match(page, new RegExp(`\\| \`${name}\` +\\| ${limit} +\\|`))
  }
})
