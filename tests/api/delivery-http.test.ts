import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'

import { buildDelivery } from '../../delivery/build-delivery.ts'
import { openDeliveryPool } from '../../delivery/open-delivery-pool.ts'
import { diskStorage } from '../../images/disk-storage.ts'
import { startDelivery, type Delivery } from '../delivery-fixtures.ts'

let delivery: Delivery
before(async () => {
  delivery = await startDelivery()
  await delivery.tag({ id: 't', slug: 'tag' })
  await delivery.publish({ id: 'a', at: '2026-01-01T00:00:00.000Z', tags: ['t'], relatedArticles: ['b'] })
  await delivery.publish({ id: 'b', at: '2026-01-02T00:00:00.000Z' })
})
after(() => delivery.close())

const query = `{ article(id: "a") { headline } }`

test('anybody may ask, by GET and by POST, from any site, and gets the same answer', async () => {
  const byGet = await delivery.get(query, { origin: 'https://app.example' })
  const byPost = await delivery.ask(query)

  assert.deepEqual(byGet.json, { data: { article: { headline: 'Headline of a' } } })
  assert.equal(byPost.body, byGet.body)
  for (const { status, headers } of [byGet, byPost]) {
    assert.equal(status, 200)
    assert.equal(headers['content-type'], 'application/json; charset=utf-8')
    assert.equal(headers['access-control-allow-origin'], '*')
    assert.equal(headers['cache-control'], 'public, max-age=0, s-maxage=60, stale-while-revalidate=30')
    assert.equal(headers['set-cookie'], undefined)
  }
})

test('a browser may ask first whether another site may POST', async () => {
  const headers = { origin: 'https://app.example', 'access-control-request-method': 'POST' }

  const response = await delivery.app.inject({ method: 'OPTIONS', url: '/graphql', headers })

  assert.equal(response.statusCode, 204)
  assert.equal(response.headers['access-control-allow-origin'], '*')
  assert.match(String(response.headers['access-control-allow-methods']), /POST/)
  assert.match(String(response.headers['access-control-allow-headers']), /Content-Type/)
})

test('who holds an answer already gets a 304 until it changes', async () => {
  const story = { id: 'cached', at: '2026-01-03T00:00:00.000Z' }
  await delivery.publish(story)
  const ask = (etag: string) => delivery.get(`{ article(id: "cached") { headline } }`, { 'if-none-match': etag })
  const etag = String((await ask('"other"')).headers.etag)

  const unchanged = await Promise.all([etag, `"x", ${etag}`, `W/${etag}`, '*'].map(ask))
  await delivery.publish({ ...story, headline: 'Changed', kind: 'update', at: '2026-01-04T00:00:00.000Z' })
  const changed = await ask(etag)

  assert.match(etag, /^"[\w-]{43}"$/)
  for (const { status, body, headers } of unchanged) {
    assert.deepEqual([status, body, headers.etag], [304, '', etag])
    assert.match(String(headers['cache-control']), /s-maxage=60/)
    assert.equal(headers['cache-tag'], 'article:cached')
  }
  assert.equal(changed.status, 200)
  assert.notEqual(changed.headers.etag, etag)
})

test('an answer names what it depends on', async () => {
  const tagsOf = async (asked: string) => (await delivery.ask(asked)).headers['cache-tag']

  assert.equal(await tagsOf(`{ article(id: "a") { headline } }`), 'article:a')
  assert.equal(
    await tagsOf(`{ article(id: "a") { tags { name } relatedArticles { id } } }`),
    'article:a,article:b,tag:t',
  )
  assert.equal(await tagsOf(`{ article(id: "nobody") { headline } }`), 'articles')
  assert.equal(await tagsOf(`{ articles(first: 1, tag: "tag") { nodes { id } } }`), 'article:a,articles')
  assert.equal(await tagsOf(`{ tag(slug: "tag") { name articles { nodes { id } } } }`), 'article:a,articles,tag:t')
  assert.equal(await tagsOf(`{ articleStatus(slug: "a") { status } }`), 'article:a')
  assert.equal(await tagsOf(`{ __typename }`), undefined)
})

test('a mutation or a subscription is not part of what can be said', async () => {
  for (const asked of ['mutation { publishArticle(id: "a") { id } }', 'subscription { articles { nodes { id } } }']) {
    for (const { status, json } of [await delivery.get(asked), await delivery.ask(asked)]) {
      assert.deepEqual([status, json.errors[0].extensions.code], [400, 'INVALID_INPUT'])
    }
  }
  const { json } = await delivery.ask(`{ __schema { mutationType { name } subscriptionType { name } } }`)
  assert.deepEqual(json.data.__schema, { mutationType: null, subscriptionType: null })
})

test('whatever is sent in place of a query is refused in words, and kept by no cache', async () => {
  const json = { 'content-type': 'application/json' }
  const typed = 'query ($slug: String!) { tag(slug: $slug) { id } }'
  const requests = [
    { method: 'GET', url: '/graphql' },
    { method: 'GET', url: '/graphql?query=' },
    { method: 'GET', url: '/graphql?query={a&query={b' },
    { method: 'GET', url: `/graphql?query=${encodeURIComponent(query)}&variables=nope` },
    { method: 'GET', url: `/graphql?query=${encodeURIComponent(query)}&variables=5` },
    { method: 'GET', url: `/graphql?query=${encodeURIComponent(query)}&operationName=Unknown` },
    { method: 'GET', url: `/graphql?query=${encodeURIComponent(typed)}&variables={"slug":5}` },
    { method: 'POST', url: '/graphql' },
    { method: 'POST', url: '/graphql', headers: json, payload: '{bad' },
    { method: 'POST', url: '/graphql', headers: json, payload: '' },
    { method: 'POST', url: '/graphql', headers: json, payload: 'null' },
    { method: 'POST', url: '/graphql', headers: json, payload: '{"query": {"kind": "Document"}}' },
    { method: 'POST', url: '/graphql', headers: json, payload: JSON.stringify({ query, variables: [] }) },
    { method: 'POST', url: '/graphql', headers: json, payload: JSON.stringify({ query, operationName: 5 }) },
    { method: 'POST', url: '/graphql', headers: json, payload: `{"__proto__": {"query": "{ __typename }"}}` },
    { method: 'POST', url: '/graphql', headers: { 'content-type': 'text/plain' }, payload: JSON.stringify({ query }) },
    {
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'query={}',
    },
  ] as const

  for (const request of requests) {
    const response = await delivery.app.inject({ ...request })
    assert.deepEqual(
      [request, response.statusCode, response.json().errors[0].extensions],
      [request, 400, { code: 'INVALID_INPUT' }],
    )
    assert.equal(response.headers['cache-control'], 'no-store')
    assert.equal(response.headers.etag, undefined)
  }
})

test('a query with one wrong part is answered with no part at all', async () => {
  const { status, json } = await delivery.ask(`{ good: article(id: "a") { id } bad: article { id } }`)

  assert.equal(status, 400)
  assert.equal(json.data, null)
  assert.deepEqual(json.errors[0].path, ['bad'])
})

test('signs that mean something to SQL mean nothing in any argument', async () => {
  const signs = [
    "'",
    "' or 1=1 --",
    '"; drop table delivery.publication; --',
    '\\',
    '%',
    '_',
    '$1',
    '{a,b}',
    'NULL',
    "E'\\x27'",
    '🦊',
    '\ud800',
  ]
  const questions = `query ($text: String!, $id: ID!) {
    bySlug: article(slug: $text) { id } byId: article(id: $id) { id } articles(tag: $text) { nodes { id } }
    inLanguage: articles(language: $text) { nodes { id } } tag(slug: $text) { id } tags(kind: $text) { nodes { id } } articleStatus(slug: $text) { slug } }`

  for (const text of signs) {
    const { status, json } = await delivery.ask(questions, { text, id: text })
    assert.equal(status, 200)
    assert.deepEqual(json.data, {
      bySlug: null,
      byId: null,
      articles: { nodes: [] },
      inLanguage: { nodes: [] },
      tag: null,
      tags: { nodes: [] },
      articleStatus: null,
    })
  }
  assert.equal((await delivery.ask(query)).json.data.article.headline, 'Headline of a')
})

test('control characters and endless names are refused in any argument', async () => {
  const questions = [
    'article(slug: $text) { id }',
    'article(id: $text) { id }',
    'articles(tag: $text) { nodes { id } }',
    'articles(language: $text) { nodes { id } }',
    'tag(slug: $text) { id }',
    'tags(kind: $text) { nodes { id } }',
    'articleStatus(slug: $text) { slug }',
  ]

  for (const question of questions) {
    for (const text of ['a\0b', 'a\nb', 'x'.repeat(301)]) {
      const type = question.includes('id: $text') ? 'ID!' : 'String!'
      const { status, json } = await delivery.ask(`query ($text: ${type}) { ${question} }`, { text })
      assert.deepEqual([question, status, json.errors[0].extensions.code], [question, 400, 'INVALID_INPUT'])
    }
  }
})

test('a database that is not there is said to be away, and nothing else is said', async () => {
  const pool = new pg.Pool({ connectionString: 'postgres://secret-user:secret-password@127.0.0.1:1/secret' })
  const app = buildDelivery({ pool, publicUrl: 'https://news.example' })

  const response = await app.inject({ method: 'POST', url: '/graphql', payload: { query } })

  assert.equal(response.statusCode, 503)
  assert.equal(response.json().errors[0].extensions.code, 'UNAVAILABLE')
  assert.equal(response.headers['cache-control'], 'no-store')
  assert.equal(response.headers['retry-after'], '5')
  assert.doesNotMatch(response.body, /secret|127\.0\.0\.1|ECONN/)
  await app.close()
})

test('a statement that would hold its connection is given up', async () => {
  const pool = new pg.Pool({ connectionString: delivery.url, statement_timeout: 100 })
  const app = buildDelivery({ pool, publicUrl: 'https://news.example' })
  const blocker = await delivery.desk.connect()
  await blocker.query('begin; lock table delivery.publication in access exclusive mode')

  const response = await app.inject({ method: 'POST', url: '/graphql', payload: { query } })

  await blocker.query('rollback')
  blocker.release()
  await app.close()
  await pool.end()
  assert.deepEqual([response.statusCode, response.json().errors[0].extensions.code], [503, 'UNAVAILABLE'])
})

test('what breaks inside stays inside, and the answer names the log’s request', async () => {
  await delivery.desk.query('alter table delivery.publication rename column first_published to moved_away')

  const response = await delivery.app.inject({
    method: 'POST',
    url: '/graphql',
    payload: { query },
    headers: { 'x-request-id': 'request-4711' },
  })

  await delivery.desk.query('alter table delivery.publication rename column moved_away to first_published')
  assert.equal(response.statusCode, 500)
  assert.deepEqual(response.json(), {
    errors: [
      {
        message:
          'Something broke on our side, and the query may be asked again. The log holds it under request request-4711.',
        extensions: { code: 'INTERNAL' },
        locations: [{ line: 1, column: 3 }],
        path: ['article'],
      },
    ],
    data: null,
  })
})

test('delivery cannot write, not even by mistake', async () => {
  const pool = openDeliveryPool({ databaseUrl: delivery.url })

  await assert.rejects(pool.query('delete from delivery.publication_tag'), /read-only transaction/)

  await pool.end()
})

test('pictures are served beside queries, and a killed one is gone', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'bouclage-pictures-'))
  const pool = openDeliveryPool({ databaseUrl: delivery.url })
  const app = buildDelivery({ pool, publicUrl: 'https://news.example', storage: diskStorage(folder) })
  const killed = 'f'.repeat(32)
  await delivery.desk.query(`insert into delivery.picture values ($1, 'image', 10, 10, now())`, [killed])

  const gone = await app.inject(`/images/${killed}/full.webp`)
  const unknown = await app.inject(`/images/${'e'.repeat(32)}/full.webp`)

  await app.close()
  await pool.end()
  await rm(folder, { recursive: true })
  assert.equal(gone.statusCode, 410)
  assert.equal(unknown.statusCode, 404)
})
