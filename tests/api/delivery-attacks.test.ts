import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { getIntrospectionQuery } from 'graphql'

import { startCountingWork } from '../count-work.ts'
import { startDelivery, type Delivery } from '../delivery-fixtures.ts'

let delivery: Delivery
let work: Awaited<ReturnType<typeof startCountingWork>>
/** What a front page costs: the twenty newest stories with everything in them. */
let goodWork: number

before(async () => {
  delivery = await startDelivery()
  await delivery.tag({ id: 't', slug: 'tag' })
  for (let index = 0; index < 40; index++) {
    const at = new Date(Date.UTC(2026, 0, 1, index)).toISOString()
    const sections = Array.from({ length: 6 }, () => ({}))
    await delivery.publish({ id: `a${index}`, at, sections, tags: ['t'], relatedArticles: [`a${(index + 1) % 40}`] })
  }
  work = await startCountingWork()
  // What the first answer of all sets up is no part of it.
  await delivery.ask('{ tags { nodes { id } } }')
  goodWork = await work.during(() => delivery.ask(frontPage))
})
after(async () => {
  await work.stop()
  await delivery.close()
})

const frontPage = `{ articles(first: 20) { edges { cursor node { id slug headline description byline language
  readingMinutes wordCount firstPublished lastModified image { id url srcset altText caption creditLine }
  sections { id position heading html text document image { url altText } } tags { id name slug kind uri }
  corrections { note publishedAt } jsonLd } } pageInfo { endCursor hasNextPage } } }`

const times = (count: number, part: (index: number) => string, between = ' ') =>
  Array.from({ length: count }, (_, index) => part(index)).join(between)

type Attack = { query: string; variables?: unknown } | { body: string }

const inArticle = (selection: string) => ({ query: `{ article(id: "a1") { ${selection} } }` })

/** What attackers of GraphQL send, each about as large as the limits on text and body let through, or larger. */
const attacks: Record<string, Attack> = {
  'wide: the same field a thousand times': inArticle(times(985, () => 'id')),
  'wide: a hundred root fields': {
    query: `{ ${times(100, index => `a${index}: articles(first: 100) { nodes { id } }`)} }`,
  },
  'deep: stories within stories': {
    query: `{ articles(first: 100) { nodes ${'{ relatedArticles '.repeat(300)} { id } ${'}'.repeat(301)} }`,
  },
  'deep: braces that never close': { query: '{ articles { nodes '.repeat(450) },
  'deep: inline fragments': inArticle(`${'... on Article { '.repeat(240)} id ${'} '.repeat(240)}`),
  'aliases: hundreds of lists': inArticle(times(120, index => `a${index}: similarArticles(first: 100) { id }`)),
  'fragments: a billion laughs': {
    query: `{ article(id: "a1") { ...f0 } } ${times(60, index => `fragment f${index} on Article { ...f${index + 1} ...f${index + 1} }`)} fragment f60 on Article { id }`,
  },
  'fragments: laughs with stories': {
    query: `{ articles(first: 100) { nodes { ...f0 } } } ${times(30, index => `fragment f${index} on Article { relatedArticles { ...f${index + 1} } similarArticles { ...f${index + 1} } }`)} fragment f30 on Article { id }`,
  },
  'fragments: a circle': {
    query: `{ article(id: "a1") { ...f0 } } ${times(80, index => `fragment f${index} on Article { ...f${(index + 1) % 80} }`)}`,
  },
  'fragments: a circle through stories': {
    query: '{ article(id: "a1") { ...f } } fragment f on Article { relatedArticles { ...f } }',
  },
  'fragments: each compared with each': {
    query: `{ article(id: "a1") { ${times(110, index => `...f${index}`)} } } ${times(110, index => `fragment f${index} on Article { id }`)}`,
  },
  'fragments: the same one hundreds of times': {
    query: `{ article(id: "a1") { ${times(480, () => '...f')} } } fragment f on Article { id }`,
  },
  'fragments: as many as are allowed, all alike': {
    query: `{ article(id: "a1") { ${times(20, index => `...f${index}`)} } } ${times(20, index => `fragment f${index} on Article { id image { id } tags { id } }`)}`,
  },
  'fragments: one that nobody uses, and wide': {
    query: `{ tags { nodes { id } } } fragment f on Tag { ${times(950, () => 'id')} }`,
  },
  'fields: as many repeats as are allowed, in each other': inArticle(
    times(20, () => `relatedArticles { ${times(2, () => 'id slug image { id }')} }`),
  ),
  'fragments: none of them used': {
    query: `{ tags { nodes { id } } } ${times(120, index => `fragment f${index} on Tag { id }`)}`,
  },
  'directives: hundreds on one field': inArticle(`id ${'@skip(if: false) '.repeat(160)}`),
  'directives: unknown ones': inArticle(`id ${times(450, index => `@d${index}`)}`),
  'literals: a number of thousands of digits': { query: `{ articles(first: ${'9'.repeat(9_900)}) { nodes { id } } }` },
  'literals: a text of thousands of characters': { query: `{ article(slug: "${'x'.repeat(9_900)}") { id } }` },
  'literals: a text of nothing but escapes': { query: `{ article(slug: "${'\\u0041'.repeat(1_600)}") { id } }` },
  'literals: lists in lists': { query: `{ article(id: ${'['.repeat(480)}${']'.repeat(480)}) { id } }` },
  'literals: objects in objects': { query: `{ article(id: ${'{a:'.repeat(300)}1${'}'.repeat(300)}) { id } }` },
  'literals: a forged cursor': { query: `{ articles(after: "${'A'.repeat(9_900)}") { nodes { id } } }` },
  'arguments: the same one hundreds of times': { query: `{ article(${times(300, () => 'id: "a"')}) { id } }` },
  'arguments: hundreds of unknown ones': { query: `{ article(${times(300, index => `a${index}: 1`)}) { id } }` },
  'fields: hundreds of misspelt ones': inArticle(times(490, index => `headlin${index}`)),
  'fields: conflicts, each with each': inArticle(times(45, index => `x: similarArticles(first: ${index + 1}) { id }`)),
  'text: nothing but a remark': { query: `#${'x'.repeat(9_900)}` },
  'text: nothing but commas': { query: ','.repeat(9_999) },
  'text: signs that are none': { query: '\u0000\uFEFF€'.repeat(3_000) },
  'text: beyond the longest': { query: `{ tags { nodes { id } } }`.padEnd(60_000) },
  'operations: hundreds in one document': { query: times(140, index => `query q${index} { tags { nodes { id } } }`) },
  'variables: hundreds declared': {
    query: `query (${times(240, index => `$v${index}: Int`)}) { tags { nodes { id } } }`,
  },
  'variables: a text of sixty thousand characters': {
    query: 'query ($slug: String!) { article(slug: $slug) { id } }',
    variables: { slug: 'x'.repeat(60_000) },
  },
  'variables: thousands that nobody declared': {
    query: '{ tags { nodes { id } } }',
    variables: Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`v${index}`, 1])),
  },
  'variables: lists in lists': {
    body: `{"query":"query ($id: ID!) { article(id: $id) { id } }","variables":{"id":${'['.repeat(30_000)}${']'.repeat(30_000)}}}`,
  },
  'variables: a giant page': {
    query: 'query ($n: Int!) { articles(first: $n) { nodes { id } } }',
    variables: { n: 2_147_483_647 },
  },
  'variables: a negative page': {
    query: 'query ($n: Int!) { articles(first: $n) { nodes { id } } }',
    variables: { n: -1 },
  },
  'pages: more points than are allowed': {
    query: '{ articles(first: 100) { nodes { similarArticles(first: 100) { similarArticles(first: 100) { id } } } } }',
  },
  'introspection: types of types': {
    query: `{ __schema { types ${'{ fields { type '.repeat(40)} { name } ${'} }'.repeat(40)} } }`,
  },
  'introspection: wide': {
    query: `{ __schema { types { ${times(40, index => `a${index}: fields { name args { name type { name } } }`)} } } }`,
  },
  'body: sixty queries at once': { body: JSON.stringify(Array.from({ length: 60 }, () => ({ query: frontPage }))) },
  'body: the same key thousands of times': {
    body: `{${times(2_000, () => '"query":"{ articles { nodes { id } } }"', ',')}}`,
  },
  'body: a key that is no name': {
    body: `{"__proto__":{"query":"{ tags { nodes { id } } }"},"constructor":{"prototype":{}}}`,
  },
  'body: beyond the largest': { body: `{"query":"${'x'.repeat(200_000)}"}` },
  'body: cut off': { body: '{"query":"{ articles { nodes'.padEnd(60_000) },
}

test('no attack costs as much as a front page, and what is refused reads nothing', async () => {
  const dear = []
  for (const [name, attack] of Object.entries(attacks)) {
    const { status, statements, spent } = await send('body' in attack ? attack.body : JSON.stringify(attack))

    if (status === 200 ? statements > 1 : status !== 400 || statements > 0) dear.push({ name, status, statements })
    if (spent > goodWork) dear.push({ name, status, spent, goodWork })
  }

  assert.deepEqual(dear, [])
})

/** Each attack is sent once: a query that was sent before is known, and costs little. */
async function send(payload: string): Promise<{ status: number; statements: number; spent: number }> {
  const headers = { 'content-type': 'application/json' }
  let status = 0
  let statements = 0
  const spent = await work.during(async () => {
    statements = await delivery.statements.during(async () => {
      status = (await delivery.app.inject({ method: 'POST', url: '/graphql', payload, headers })).statusCode
    })
  })
  return { status, statements, spent }
}

test('a schema asked for as a whole is read by tools, and costs the database nothing', async () => {
  const statements = await delivery.statements.during(async () => {
    assert.equal((await delivery.ask(getIntrospectionQuery())).status, 200)
  })

  assert.equal(statements, 0)
})
