import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { errorCatalogue } from '../../errors.ts'
import { breakingTexts, scriptTexts } from '../hostile-texts.ts'
import { startAuthoring, type AuthoringUnderTest } from '../start-authoring.ts'
import { startPreviews, type PreviewsUnderTest } from '../start-previews.ts'

let authoring: AuthoringUnderTest
let previews: PreviewsUnderTest
let cookie: string
before(async () => {
  authoring = await startAuthoring()
  previews = await startPreviews()
  await authoring.addUser('author@example.org', 'author')
  cookie = (await authoring.signIn('author@example.org', 'correct horse')).cookie ?? ''
})
after(async () => {
  await authoring.close()
  await previews.close()
})

type Sent = { port: number; path: string; body: Buffer | string; headers?: Record<string, string>; method?: string }

/** A body as it is, whatever it is; a connection that is closed before all of it was sent still has its answer. */
async function send({ port, path, body, headers, method = 'POST' }: Sent): Promise<{ status: number; text: string }> {
  const outgoing = httpRequest({
    ...{ host: '127.0.0.1', port, path, method, agent: false },
    headers: { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers },
  })
  const answered = once(outgoing, 'response')
  outgoing.on('error', () => {})
  outgoing.end(body)
  const [response] = await answered
  const chunks: Buffer[] = []
  try {
    for await (const chunk of response) chunks.push(chunk)
  } catch {
    // Reset after the answer, since we were still sending.
  }
  return { status: response.statusCode, text: Buffer.concat(chunks).toString('utf8') }
}

const tenMegabytes = Buffer.alloc(10_000_000, '[')
const query = (variables: string) =>
  `{"query":"query ($x: String) { articles(where: { headline: { equals: $x } }) { id } }","variables":${variables}}`

const bodies: Record<string, { body: Buffer | string; headers?: Record<string, string> }> = {
  'ten megabytes': {
    body: Buffer.concat([Buffer.from('{"query":"'), Buffer.alloc(10_000_000, 'x'), Buffer.from('"}')]),
  },
  'ten megabytes of brackets': { body: tenMegabytes },
  'a million levels': {
    body: `{"query":"{ articles { id } }","variables":${'['.repeat(900_000)}${']'.repeat(900_000)}}`,
  },
  'a bomb in gzip': { body: gzipSync(Buffer.alloc(20_000_000, ' ')), headers: { 'content-encoding': 'gzip' } },
  'Latin-1': { body: Buffer.from(query('{"x":"caf\xe9"}'), 'latin1') },
  'UTF-16': { body: Buffer.from(`\ufeff${query('{}')}`, 'utf16le') },
  'bytes that are no text': { body: Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28]) },
  'half a character in bytes': {
    body: Buffer.concat([Buffer.from('{"query":"'), Buffer.from([0xed, 0xa0, 0xbd]), Buffer.from('"}')]),
  },
  'a NUL': { body: query('{"x":"\\u0000"}') },
  'half a character': { body: query('{"x":"\\ud83d"}') },
  'numbers beyond numbers': { body: query(`{"x":${'9'.repeat(100_000)}}`) },
  'a list': { body: '[{"query":"{ articles { id } }"}]' },
  'a text': { body: '"query"' },
  null: { body: 'null' },
  nothing: { body: '' },
  'a query that is no text': { body: '{"query":{"toString":1}}' },
  'another type': { body: '<x/>', headers: { 'content-type': 'text/xml' } },
  'a form': { body: 'query=%7Barticles%7Bid%7D%7D', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
}

test('whatever comes as a body, each API refuses it with a sentence, and goes on', async () => {
  for (const [what, sent] of Object.entries(bodies)) {
    const asEditor = await send({
      port: authoring.port,
      path: '/api/graphql',
      ...sent,
      headers: { cookie, ...sent.headers },
    })
    const asStranger = await send({ port: authoring.port, path: '/api/graphql', ...sent })
    const asReader = await send({ port: previews.port, path: '/graphql', ...sent })

    for (const [who, { status, text }] of Object.entries({ asEditor, asStranger, asReader })) {
      assert.ok(
        (status >= 400 && status < 500) || what === 'a NUL' || what === 'half a character',
        `${what} ${who}: ${status} ${text.slice(0, 200)}`,
      )
      const { errors } = JSON.parse(text) as { errors: { message: string; extensions: { code: string } }[] }
      const [error] = errors
      assert.ok(
        error && error.extensions.code in errorCatalogue && error.extensions.code !== 'INTERNAL',
        `${what} ${who}: ${text.slice(0, 300)}`,
      )
      assert.ok(error.message.length < 1_000 && !/at Object\.|node_modules|RangeError/.test(text), `${what} ${who}`)
    }
  }

  assert.equal((await authoring.ask('{ articlesCount }', { cookie })).status, 200)
})

test('ten megabytes to any other address are refused, or not even read', async () => {
  const { port } = previews
  for (const path of [
    '/feeds/rss.xml',
    '/images/x/640.webp',
    '/events',
    '/preview/shared/x',
    '/sitemap.xml',
    '/robots.txt',
    '/metrics',
    '/nowhere',
  ])
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const { status, text } = await send({ port, path, method, body: tenMegabytes })
      assert.ok(status >= 400 && status < 500, `${method} ${path}: ${status} ${text.slice(0, 200)}`)
      assert.doesNotMatch(text, /\[\[\[|at Object\.|node_modules/)
    }
})

test('keys that could change what all objects have are names like others', async () => {
  const data = `{"headline":"Une histoire","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`
  const body = `{"query":"mutation ($data: ArticleCreateInput!) { createArticle(data: $data) { id } }","variables":{"__proto__":{"polluted":1},"data":${data}},"__proto__":{"polluted":1}}`
  const document = `[{"type":"paragraph","__proto__":{"polluted":1},"children":[{"text":"x","constructor":{"prototype":{"polluted":1}}}]}]`

  const answers = [
    await send({ port: authoring.port, path: '/api/graphql', body, headers: { cookie } }),
    await send({
      port: authoring.port,
      path: '/api/graphql',
      body: body.replace(data, `{"headline":"x","sections":[{"body":${document}}]}`),
      headers: { cookie },
    }),
    await send({
      port: previews.port,
      path: '/graphql',
      body: `{"query":"{ articles { nodes { id } } }","variables":{"__proto__":{"polluted":1}}}`,
    }),
  ]

  assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
  for (const { text } of answers) assert.doesNotMatch(text, /INTERNAL/)
})

test('what a document says as deep as nobody writes is refused with a sentence', async () => {
  const deep = (levels: number) =>
    `${'{"type":"blockquote","children":['.repeat(levels)}{"text":"x"}${']}'.repeat(levels)}`

  for (const levels of [60, 1_000, 20_000]) {
    const body = `{"query":"mutation ($body: JSON!) { createArticle(data: { headline: \\"x\\", sections: [{ body: $body }] }) { id } }","variables":{"body":[${deep(levels)}]}}`
    const { text } = await send({ port: authoring.port, path: '/api/graphql', body, headers: { cookie } })

    assert.match(text, /"code":"(INVALID_INPUT|LIMIT_EXCEEDED)"/, `${levels} levels: ${text.slice(0, 200)}`)
  }
})

test('every text that is kept comes back over the wire as it went in', async () => {
  const mutation = `mutation ($data: ArticleCreateInput!) { createArticle(data: $data) { id edNote sections { heading body { document } } } }`
  let kept = 0

  for (const text of [...Object.values(breakingTexts), ...scriptTexts]) {
    const sections = [{ heading: '', body: [{ type: 'paragraph', children: [{ text }] }] }]
    const data = { headline: 'Une histoire', edNote: text.slice(0, 1_000), sections }
    const answer = await authoring.ask(mutation, { cookie, variables: { data } })

    const what = JSON.stringify(text.slice(0, 60))
    const made = answer.body.data?.['createArticle'] as {
      edNote: string
      sections: { body: { document: unknown } }[]
    } | null
    if (!made) assert.equal(answer.body.errors?.[0]?.extensions['code'], 'INVALID_INPUT', what)
    else assert.deepEqual([made.edNote, made.sections[0]?.body.document], [data.edNote, sections[0]?.body], what)
    kept += made ? 1 : 0
  }

  assert.ok(kept > 50, `${kept} were kept`)
})
