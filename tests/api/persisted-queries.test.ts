import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'

import { sha256 } from '../../delivery/find-query.ts'
import { readAllowedQueries } from '../../delivery/read-allowed-queries.ts'
import { startCachedDelivery, type CachedDelivery } from '../cached-delivery.ts'
import { freshDatabase, type FreshDatabase } from '../fresh-database.ts'

let database: FreshDatabase
let open: CachedDelivery
let folder: string
before(async () => {
  database = await freshDatabase()
  open = await startCachedDelivery(database.url)
  folder = await mkdtemp(path.join(tmpdir(), 'bouclage-queries-'))
})
after(async () => {
  await open.close()
  await database.drop()
  await rm(folder, { recursive: true })
})

/** As Apollo's clients, and those that follow them, ask. */
const byHash = (hash: string, more: Record<string, string> = {}) =>
  `/graphql?${new URLSearchParams({ ...more, extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash: hash } }) })}`

const codeOf = ({ json }: { json: { errors?: { extensions: { code: string } }[] } }) =>
  json.errors?.[0]?.extensions.code

test('an app names a hash, is asked for the text once, and asks by hash from then on', async () => {
  const query = 'query List($first: Int!) { articles(first: $first) { nodes { id } } }'
  const variables = JSON.stringify({ first: 3 })
  const hash = sha256(query)

  const unknown = await open.send(byHash(hash, { variables }))
  const taught = await open.send(byHash(hash, { variables, query }))
  const known = await open.send(byHash(hash, { variables: JSON.stringify({ first: 4 }) }))
  const again = await open.send(byHash(hash, { variables: JSON.stringify({ first: 4 }) }))

  // Clients look for this word and expect this status before they send the text.
  assert.deepEqual([unknown.status, unknown.json.errors[0].message], [200, 'PersistedQueryNotFound'])
  assert.deepEqual([codeOf(unknown), unknown.headers['cache-control']], ['PERSISTED_QUERY_NOT_FOUND', 'no-store'])
  for (const { status, json } of [taught, known])
    assert.deepEqual([status, json], [200, { data: { articles: { nodes: [] } } }])
  assert.deepEqual([known.isHit, again.isHit], [false, true])
})

test('a hash works by POST too', async () => {
  const query = '{ tags { nodes { name } } }'
  const extensions = { persistedQuery: { version: 1, sha256Hash: sha256(query) } }
  const post = (body: object) => open.send('/graphql', { method: 'POST', body: JSON.stringify(body) })

  const codes = [
    codeOf(await post({ extensions })),
    codeOf(await post({ extensions, query })),
    codeOf(await post({ extensions })),
  ]

  assert.deepEqual(codes, ['PERSISTED_QUERY_NOT_FOUND', undefined, undefined])
})

test('a text is remembered under its own hash alone, and only when it can be answered', async () => {
  const wrong = await open.send(byHash(sha256('another text'), { query: '{ tags { nodes { id } } }' }))
  const broken = await open.send(byHash(sha256('{ nope }'), { query: '{ nope }' }))
  const afterwards = await Promise.all(
    [sha256('another text'), sha256('{ nope }')].map(hash => open.send(byHash(hash))),
  )
  const malformed = await Promise.all(
    [
      '5',
      '{"persistedQuery":{}}',
      '{"persistedQuery":{"version":2,"sha256Hash":"a"}}',
      '{"persistedQuery":{"version":1,"sha256Hash":""}}',
      '[',
    ].map(extensions => open.send(`/graphql?${new URLSearchParams({ extensions })}`)),
  )

  assert.deepEqual([wrong.status, codeOf(wrong)], [400, 'INVALID_INPUT'])
  assert.match(wrong.json.errors[0].message, /not the SHA-256/)
  assert.equal(broken.status, 400)
  for (const each of afterwards) assert.equal(codeOf(each), 'PERSISTED_QUERY_NOT_FOUND')
  for (const each of malformed) assert.deepEqual([each.status, codeOf(each)], [400, 'INVALID_INPUT'])
})

test('with a list, its queries are answered by name, by hash and by text, and everything else is refused', async () => {
  const text = '{ articles { nodes { headline } } }'
  const file = path.join(folder, 'queries.json')
  await writeFile(file, JSON.stringify({ 'front-page': text }))
  const closed = await startCachedDelivery(database.url, { allowedQueries: readAllowedQueries(file) })

  const allowed = [
    await closed.send(byHash('front-page')),
    await closed.send(byHash(sha256(text))),
    await closed.ask(text),
  ]
  const refused = [
    await closed.ask(`${text} `),
    await closed.ask('{ __schema { types { name } } }'),
    await closed.send(byHash(sha256('other'))),
    await closed.send(byHash(sha256('{ tags { nodes { id } } }'), { query: '{ tags { nodes { id } } }' })),
    await closed.ask('x'.repeat(9_000)),
  ]

  await closed.close()
  for (const { status, body } of allowed) assert.deepEqual([status, body], [200, '{"data":{"articles":{"nodes":[]}}}'])
  for (const each of refused) {
    assert.deepEqual([each.status, codeOf(each), each.headers['cache-control']], [403, 'QUERY_NOT_ALLOWED', 'no-store'])
    assert.match(each.json.errors[0].message, /Only queries of this newsroom’s list/)
  }
})

test('a folder of files and a manifest of Apollo’s are lists too', async () => {
  const text = 'query Tags { tags { nodes { name } } }'
  await writeFile(path.join(folder, 'tags.graphql'), text)
  const manifest = path.join(folder, 'manifest.json')
  const operations = [{ id: 'abc', name: 'Tags', type: 'query', body: text }]
  await writeFile(manifest, JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }))

  const fromFolder = readAllowedQueries(folder)
  const fromManifest = readAllowedQueries(manifest)

  assert.deepEqual([...fromFolder], [[sha256(text), text]])
  assert.deepEqual(
    [...fromManifest],
    [
      ['abc', text],
      [sha256(text), text],
    ],
  )
})

test('a list with a query that could never be answered is refused at the start, by its name', async () => {
  const list = async (content: unknown) => {
    const file = path.join(folder, 'wrong.json')
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
    return () => readAllowedQueries(file)
  }
  const refused = (message: RegExp) => ({ code: 'SETTING_REFUSED', message })

  assert.throws(await list({ typo: '{ articels { nodes { id } } }' }), refused(/“typo”.*articels/))
  assert.throws(await list({ broken: '{ articles' }), refused(/“broken”/))
  assert.throws(await list({ change: 'mutation { publish }' }), refused(/“change”/))
  assert.throws(
    await list({ deep: `{ article(id: "a") { ${'relatedArticles { '.repeat(5)} id ${'} '.repeat(5)} } }` }),
    refused(/“deep”.*4 nested levels/),
  )
  assert.throws(await list({ number: 5 }), refused(/not a list of queries/))
  assert.throws(await list('not json'), refused(/not a JSON object/))
  assert.throws(await list({}), refused(/holds no query/))
})
