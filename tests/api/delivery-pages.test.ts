import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { startDelivery, type Answer, type Delivery } from '../delivery-fixtures.ts'

const count = 47
const ids = Array.from({ length: count }, (_, index) => `p${String(index).padStart(2, '0')}`)
/** Three stories a second, so that many were first published at the same instant. */
const instantOf = (index: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(index / 3))).toISOString()
const newestFirst = [...ids].reverse()

let delivery: Delivery
before(async () => {
  delivery = await startDelivery()
  await delivery.tag({ id: 'all', slug: 'all', kind: 'rubric' })
  for (const id of ids) await delivery.tag({ id: `tag-${id}`, slug: `tag-${id}`, kind: 'place' })
  for (const [index, id] of ids.entries()) {
    const language = index % 2 === 0 ? 'fr' : 'en'
    await delivery.publish({ id, at: instantOf(index), language, tags: ['all', `tag-${id}`] })
  }
})
after(() => delivery.close())

type Page = {
  edges: { cursor: string; node: { id: string } }[]
  nodes: { id: string }[]
  pageInfo: Record<string, unknown>
}

const connection = `{ edges { cursor node { id } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`

/** Reads all pages as an app would: until there is no next one. */
async function readPages(query: string, pageOf: (data: Answer['json']) => Page, first: number): Promise<Page[]> {
  const pages: Page[] = []
  for (let after: unknown = null; pages.length < 100;) {
    const { json } = await delivery.ask(query, { first, after })
    const page = pageOf(json.data)
    pages.push(page)
    if (!page.pageInfo.hasNextPage) break
    after = page.pageInfo.endCursor
  }
  return pages
}

const idsOf = (pages: Page[]) => pages.flatMap(page => page.nodes.map(({ id }) => id))

test('pages of all sizes show every story once, newest first', async () => {
  for (const first of [1, 7, 20, 46, 47, 48, 100]) {
    const pages = await readPages(
      `query ($first: Int!, $after: String) { articles(first: $first, after: $after) ${connection} }`,
      data => data.articles,
      first,
    )

    assert.deepEqual(idsOf(pages), newestFirst)
    assert.equal(pages.length, Math.ceil(count / first))
  }
})

test('pages of a tag show every story of it once, from either end of the query', async () => {
  const byArgument = `query ($first: Int!, $after: String) { articles(tag: "all", first: $first, after: $after) ${connection} }`
  const byTag = `query ($first: Int!, $after: String) { tag(slug: "all") { articles(first: $first, after: $after) ${connection} } }`

  const fromArticles = await readPages(byArgument, data => data.articles, 10)
  const fromTag = await readPages(byTag, data => data.tag.articles, 10)

  assert.deepEqual(idsOf(fromArticles), newestFirst)
  assert.deepEqual(fromTag, fromArticles)
})

test('pages of tags show every tag of a kind once, in the order of their slugs', async () => {
  const query = `query ($first: Int!, $after: String) { tags(kind: "place", first: $first, after: $after) ${connection} }`

  const pages = await readPages(query, data => data.tags, 9)

  assert.deepEqual(
    idsOf(pages),
    ids.map(id => `tag-${id}`),
  )
})

test('a page says where it begins and ends', async () => {
  const { json } = await delivery.ask(
    `{ articles(first: 2) ${connection} none: articles(language: "xx") ${connection} }`,
  )

  const { edges, nodes, pageInfo } = json.data.articles
  assert.deepEqual(
    nodes,
    edges.map(({ node }: { node: unknown }) => node),
  )
  assert.deepEqual(pageInfo, {
    hasNextPage: true,
    hasPreviousPage: false,
    startCursor: edges[0].cursor,
    endCursor: edges[1].cursor,
  })
  const emptyPage = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null }
  assert.deepEqual(json.data.none, { edges: [], nodes: [], pageInfo: emptyPage })
})

test('reading goes on where it stopped, although stories were published and withdrawn meanwhile', async () => {
  const { json } = await delivery.ask(`{ articles(first: 3) ${connection} }`)
  const after = json.data.articles.pageInfo.endCursor
  await delivery.publish({ id: 'newcomer', at: '2026-06-01T00:00:00.000Z' })
  await delivery.unpublish(newestFirst[2] ?? '', '2026-06-01T00:00:00.000Z')

  const next = await delivery.ask(`query ($after: String) { articles(first: 3, after: $after) ${connection} }`, {
    after,
  })

  await delivery.publish({
    id: newestFirst[2] ?? '',
    at: '2026-06-02T00:00:00.000Z',
    tags: ['all', `tag-${newestFirst[2]}`],
  })
  await delivery.unpublish('newcomer', '2026-06-02T00:00:00.000Z')
  assert.deepEqual(idsOf([next.json.data.articles]), newestFirst.slice(3, 6))
  assert.equal(next.json.data.articles.pageInfo.hasPreviousPage, true)
})

test('language and the time of publication narrow the list; the instants named are left out', async () => {
  const index = (id: string) => ids.indexOf(id)
  const afterInstant = instantOf(6)
  const beforeInstant = instantOf(15)

  const { json } = await delivery.ask(
    `query ($after: DateTime, $before: DateTime) {
       french: articles(first: 100, language: "fr") { nodes { id } }
       between: articles(first: 100, publishedAfter: $after, publishedBefore: $before) { nodes { id } }
       all: articles(first: 100, publishedAfter: $after, publishedBefore: $before, tag: "all", language: "en") { nodes { id } }
       unknown: articles(tag: "no-such-tag") { nodes { id } } }`,
    { after: afterInstant, before: beforeInstant },
  )

  const between = newestFirst.filter(id => instantOf(index(id)) > afterInstant && instantOf(index(id)) < beforeInstant)
  assert.equal(between.length, 6)
  assert.deepEqual(
    idsOf([json.data.french]),
    newestFirst.filter(id => index(id) % 2 === 0),
  )
  assert.deepEqual(idsOf([json.data.between]), between)
  assert.deepEqual(
    idsOf([json.data.all]),
    between.filter(id => index(id) % 2 === 1),
  )
  assert.deepEqual(json.data.unknown.nodes, [])
})

test('a cursor that we did not write for this list is refused', async () => {
  const { json } = await delivery.ask(`{ articles(first: 1) ${connection} tags(first: 1) ${connection} }`)
  const ours = json.data.articles.pageInfo.endCursor
  const ofTags = json.data.tags.pageInfo.endCursor
  const forged = (...position: unknown[]) => Buffer.from(JSON.stringify(position)).toString('base64url')
  const cursors = [
    ofTags,
    `${ours}x`,
    ours.slice(0, -2),
    `${ours}=`,
    'x',
    "' or true --",
    '5',
    forged('article', '1', 'p01'),
    forged('article', 1.5, 'p01'),
    forged('article', 1e300, 'p01'),
    forged('article', 1, 'p\0'),
    forged('article', 1),
    forged('article', 1, 'a', 'b'),
    forged('article', 1, { a: 1 }),
    forged('article', -62135596800001, 'a'),
    Buffer.from('{"0":"article"}').toString('base64url'),
    Buffer.from([0xff, 0xfe]).toString('base64url'),
    'A'.repeat(2000),
  ]

  for (const after of cursors) {
    const answers = [
      await delivery.ask(`query ($after: String) { articles(after: $after) { nodes { id } } }`, { after }),
      await delivery.ask(`query ($after: String) { tag(slug: "all") { articles(after: $after) { nodes { id } } } }`, {
        after,
      }),
    ]
    for (const { status, json } of answers) {
      assert.deepEqual([after, status, json.errors?.[0].extensions.code], [after, 400, 'INVALID_INPUT'])
      assert.match(json.errors[0].message, /not a cursor of this list/)
    }
  }
  const foreign = await delivery.ask(`query ($after: String) { tags(after: $after) { nodes { id } } }`, { after: ours })
  assert.deepEqual([foreign.status, foreign.json.errors[0].extensions.code], [400, 'INVALID_INPUT'])
})
