import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { crawlSignIn } from '../crawl-anonymously.ts'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { sendTo, type Call } from '../start-doors.ts'

// The program as it is served, with everything that Keystone, Next and Express do by themselves.

let newsroom: RunningNewsroom
before(async () => {
  newsroom = await startNewsroom()
})
after(() => newsroom?.stop())

const get = (address: string, call: Call = {}) =>
  sendTo(Number(new URL(newsroom.url).port), undefined, { ...call, path: address })
const asBrowser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

const everywhere = [
  ...['/signin', '/', '/articles', '/password', '/no-access', '/no-such-page', '/favicon.ico', '/%', '/%00', '//'],
  ...[
    '/_next/static/none.js',
    '/_next/none',
    '/_next/data/none/index.json',
    '/__next',
    '/api',
    '/api/graphql',
    '/api/graphql/x',
  ],
  ...[
    '/graphql',
    '/healthz',
    '/readyz',
    '/metrics',
    '/robots.txt',
    '/images/none',
    '/preview/articles/none',
    '/preview/shared/none',
  ],
]

test('no answer says what the server is made of', async () => {
  for (const address of everywhere) {
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS', 'DELETE']) {
      const { headers } = await get(address, { method, headers: asBrowser })
      assert.deepEqual([headers['x-powered-by'], headers['server']], [undefined, undefined], `${method} ${address}`)
    }
  }
})

test('every page may be framed by nobody, opens no other window’s doors, and is never taken for another type', async () => {
  for (const address of [
    '/signin',
    '/password',
    '/articles',
    '/no-such-page',
    '/_next/static/none.js',
    '/api/graphql',
  ]) {
    const { headers } = await get(address, { headers: asBrowser })

    const policy = String(headers['content-security-policy'])
    assert.match(policy, /frame-ancestors 'none'/, address)
    assert.doesNotMatch(policy, /script-src[^;]*'unsafe/, address)
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin', address)
    assert.equal(headers['x-content-type-options'], 'nosniff', address)
    assert.equal(headers['x-frame-options'], 'DENY', address)
    assert.equal(headers['referrer-policy'], 'same-origin', address)
  }
})

/** What links that somebody was sent might look like. */
const asked = [
  '/articles?view=mine',
  '/articles/cl0123',
  '//evil.example',
  '///evil.example/%2f..',
  '/\\evil.example',
  '/%5cevil.example',
  '/%09/evil.example',
  '/%0d%0aLocation:%20https://evil.example',
  '/%0aSet-Cookie:%20bouclage-session=x',
  '/https://evil.example',
  '/.//evil.example',
  '/articles?from=https://evil.example',
  '/signin/?from=//evil.example',
]

test('a stranger who asks for a page is sent to sign in, on this host, and the page is noted', async () => {
  for (const address of asked) {
    const claims = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'ftp', host: 'evil.example' }
    const { status, headers } = await get(address, { headers: { ...asBrowser, ...claims } })

    // Next mends a doubled slash by sending the browser to the address with one, which is asked here again.
    assert.ok([302, 308, 400].includes(status), `${status} ${address}`)
    if (status === 400) continue
    const { origin, pathname, searchParams } = new URL(String(headers['location']), newsroom.url)
    assert.equal(origin, newsroom.url, address)
    if (status === 302) assert.deepEqual([pathname, searchParams.get('from')], ['/signin', address])
    assert.equal(headers['set-cookie'], undefined)
  }
})

test('whoever is signed in and asks for what is not there is told so, and sent nowhere else', async () => {
  const cookie = await signedIn()

  for (const address of asked) {
    const { status, headers } = await get(address, { cookie, headers: asBrowser })
    const { origin } = new URL(String(headers['location'] ?? '/'), newsroom.url)
    assert.equal(origin, newsroom.url, `${status} ${address}`)
  }
})

async function signedIn(): Promise<string | undefined> {
  const query =
    'mutation { authenticateUserWithPassword(email: "author@example.org", password: "bouclage-demo") { __typename } }'
  return (await sendTo(Number(new URL(newsroom.url).port), JSON.stringify({ query }), {})).cookie
}

test('the program’s own files are there for strangers, and hold no setting, no secret and no story', async () => {
  const found = await crawlSignIn(newsroom.url)
  const secrets = [newsroom.databaseUrl, newsroom.dataDir, ...(await secretsIn(newsroom.dataDir))]

  assert.ok(found.filter(({ surface }) => surface.includes('/_next/static/')).length > 10)
  assert.ok(secrets.length > 3)
  for (const { surface, text } of found)
    for (const secret of secrets) assert.ok(!text.includes(secret), `${surface} holds a secret`)
})

/** The session secret and the audit key, which trial mode keeps in its folder. */
async function secretsIn(folder: string): Promise<string[]> {
  const files = (await readdir(folder, { withFileTypes: true })).filter(entry => entry.isFile())
  const texts = await Promise.all(files.map(({ name }) => readFile(path.join(folder, name), 'utf8')))
  return texts.map(text => text.trim()).filter(text => text.length >= 32)
}

test('nothing beside those files is reached through them', async () => {
  const addresses = [
    '/_next/../config.js',
    '/_next/static/../../../config.js',
    '/_next/static/%2e%2e/%2e%2e/%2e%2e/config.js',
    '/_next/static/..%2f..%2f..%2fconfig.js',
    '/_next/static/..\\..\\..\\config.js',
    '/_next/../../package.json',
    '/_next/../../../../../../etc/passwd',
    '/_next/static//etc/passwd',
    '/_next/server/pages-manifest.json',
    '/_next/build-manifest.json',
    '/.keystone/config.js',
    '/.env',
    '/.next/server/pages-manifest.json',
    '/config.js.map',
  ]

  for (const address of addresses) {
    const { status, text } = await get(address)
    assert.ok(status === 404 || status === 400 || status === 302 || status === 308, `${status} ${address}`)
    assert.doesNotMatch(text, /root:|"dependencies"|require\(|DATABASE_URL/, address)
  }
})

test('nobody has pictures resized or fetched by Next, outside of every door', async () => {
  for (const url of ['/favicon.ico', '/images/none', '//evil.example/x.png', 'http://169.254.169.254/latest'])
    assert.equal((await get(`/_next/image?url=${encodeURIComponent(url)}&w=640&q=75`)).status, 404, url)
})
