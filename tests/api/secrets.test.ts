import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Writable } from 'node:stream'
import { after, before, test } from 'node:test'
import { inspect } from 'node:util'
import pg from 'pg'
import { createLog } from '../../server/log.ts'
import { signInAll, type Cookies } from '../crash-load.ts'
import { freshDatabase } from '../fresh-database.ts'
import { create, move, paragraphs } from '../newsroom.ts'
import { receiveTraces } from '../receive-traces.ts'
import { openReceiver } from '../receiver.ts'
import { startRelay, type Relay } from '../relay.ts'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { until } from '../until.ts'

/** Each is nowhere else in the world, and so found wherever it is written. */
const secretOf = (name: string) => `zqsecret${name}${randomBytes(16).toString('hex')}`
const settings = {
  SESSION_SECRET: secretOf('session'),
  AUDIT_KEY: secretOf('audit'),
  ADMIN_EMAIL: 'first@example.org',
  ADMIN_PASSWORD: secretOf('admin'),
  CDN_PURGE_TOKEN: secretOf('cdn'),
  OTEL_EXPORTER_OTLP_HEADERS: `api-key=${secretOf('traces')}`,
}
const typed = { right: secretOf('right'), wrong: secretOf('wrong'), next: secretOf('next'), header: secretOf('header') }

let traces: Awaited<ReturnType<typeof receiveTraces>>
let outside: Awaited<ReturnType<typeof openReceiver>>
let relay: Relay
let newsroom: RunningNewsroom
let cookies: Cookies
/** By name; what the newsroom makes is added as it is made. */
const secrets = new Map<string, string>([...Object.entries(settings), ...Object.entries(typed)])
before(async () => {
  for (const [name, value] of secrets) secrets.set(name, value.replace('api-key=', ''))
  secrets.delete('ADMIN_EMAIL')
  traces = await receiveTraces()
  outside = await openReceiver()
  outside.answerWith(() => ({ status: 500 }))
  const database = await freshDatabase()
  secrets.set('password of the database', new URL(database.url).password)
  const purgePath = secretOf('purgepath')
  secrets.set('address of the CDN', purgePath)
  relay = await startRelay(database.url)
  newsroom = await startNewsroom(
    {
      ...settings,
      ...{ LOG_LEVEL: 'trace', OTEL_EXPORTER_OTLP_ENDPOINT: traces.url },
      ...{ CDN_PURGE_URL: `${outside.url}/${purgePath}`, OUTGOING_ALLOW: '127.0.0.1' },
    },
    { database: { url: relay.url, drop: () => database.drop() } },
  )
  cookies = await signInAll(newsroom.url)
  for (const [role, cookie] of Object.entries(cookies)) secrets.set(`session of ${role}`, cookie.split('=')[1] ?? '')
})
after(async () => {
  await newsroom?.stop()
  await relay?.cut()
  await outside?.close()
  await traces?.close()
})

test('no secret is in the log, in a trace or in a figure, when all goes well and when everything breaks', async t => {
  await useEverySecret()
  await relay.cut()
  await useEverySecret()
  await until('the server says that its database is gone', async () => (await statusOf('/readyz')) === 503)
  await relay.mend()
  await until('the server is ready again', async () => (await statusOf('/readyz')) === 200)
  await useEverySecret()
  await until('calls failed', async () => newsroom.printed().includes('The CDN could not be told.'))
  await until('traces came', async () => traces.spans.some(({ name }) => name === 'cdn purge'))

  const seen = { log: newsroom.printed(), traces: traces.bytes(), figures: await figures() }

  const found = [...secrets].flatMap(([name, secret]) =>
    Object.entries(seen).flatMap(([where, text]) =>
      secret && text.includes(secret) ? [`${name} in the ${where}`] : [],
    ),
  )
  assert.deepEqual(found, [])
  assert.ok(
    secrets.size >= 20 && [...secrets.values()].every(secret => secret.length >= 16),
    [...secrets.keys()].join(),
  )
  assert.ok(seen.log.includes('"level":"error"') && seen.figures.includes('bouclage_job_delay_seconds'))
  assert.ok(seen.traces.includes('POST authoring'))
  t.diagnostic(`${secrets.size} secrets, ${seen.log.length} characters of log, ${traces.spans.length} spans`)
})

test('an error that brings its whole connection along tells the log, and a crash, nothing secret', async () => {
  const database = await freshDatabase()
  after(() => database.drop())
  const { password } = new URL(database.url)
  const pool = new pg.Pool({ connectionString: database.url })
  const broke = once(pool, 'error')
  await pool.query('select $1::text', [typed.right])
  const lines: string[] = []
  const destination = new Writable({ write: (line, _encoding, done) => done(void lines.push(String(line))) })

  await runIn(
    database.url,
    `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()
    and datname = current_database()`,
  )
  const [error] = (await broke) as [Error & { client?: object }] // by pg’s types of this event
  createLog({ level: 'trace', destination }).error({ err: error }, 'broke')
  await pool.end()

  assert.ok(error.client, 'pg hangs its client on the error')
  for (const text of [lines.join(''), inspect(error)])
    for (const secret of [password, typed.right]) assert.ok(!text.includes(secret), text)
})

async function runIn(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** Everything that handles a secret, as it goes when it may fail: what cannot be had now is left out. */
async function useEverySecret(): Promise<void> {
  await signIn(typed.wrong)
  await signIn('bouclage-demo', 'nobody@example.org')
  await attempt('admin', `mutation ($data: UserCreateInput!) { createUser(data: $data) { id } }`, {
    data: { name: 'Nom', email: `p${made++}@example.org`, role: 'author', password: typed.right },
  })
  await attempt('admin', `mutation ($data: UserCreateInput!) { createUser(data: $data) { id } }`, {
    data: { name: 'Nom', email: 'author@example.org', role: 'author', password: typed.right },
  })
  await usePasswordLink()
  await useWebhook()
  await useApiToken()
  await usePreviewLink()
  await useHeaders()
}
let made = 0

async function usePasswordLink(): Promise<void> {
  const people = await attempt('admin', `{ users(where: { email: { equals: "editor@example.org" } }) { id } }`, {})
  const id = (people as { id: string }[] | null)?.[0]?.id
  const address = await attempt('admin', `mutation ($id: ID!) { createPasswordLink(where: { id: $id }) }`, { id })
  const token = keep('link for a new password', address)
  if (token) await fetch(`${newsroom.url}/password?token=${token}`).catch(() => {})
  const set = `mutation ($token: String!, $password: String!) { setPasswordWithLink(token: $token, password: $password) }`
  await attempt(null, set, { token: token || 'x'.repeat(43), password: 'short' })
  await attempt(null, set, { token: 'x'.repeat(43), password: typed.next })
}

async function useApiToken(): Promise<void> {
  const make = `mutation { makeApiToken(name: "La dépêche", access: write, days: 1) }`
  const token = keep('token of a program', await attempt('editor', make, {}))
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token || 'bouclage_x'}` }
  for (const query of ['{ articlesCount }', '{ nothing }', 'mutation { createTag(data: { name: "" }) { id } }']) {
    const body = JSON.stringify({ query })
    await fetch(`${newsroom.url}/api/graphql`, { method: 'POST', headers, body }).catch(() => {})
  }
}

async function useWebhook(): Promise<void> {
  const data = { name: 'Le site', url: `${outside.url}/${keep('address of a webhook', secretOf('hook'))}` }
  const hook = await attempt('admin', `mutation ($data: WebhookCreateInput!) { createWebhook(data: $data) { id } }`, {
    data,
  })
  const id = (hook as { id: string } | null)?.id
  keep(
    'key of a webhook',
    await attempt('admin', `mutation ($id: ID!) { makeWebhookSecret(id: $id) }`, { id: id ?? 'x' }),
  )
}

async function usePreviewLink(): Promise<void> {
  const content = { headline: 'Une falaise', sections: [{ heading: '', body: paragraphs('Texte') }] }
  const story = (await attempt('author', ...create(content))) as { id: string; version: number } | null
  const id = story?.id ?? 'x'
  const link = await attempt(
    'author',
    `mutation ($id: ID!) { makePreviewLink(where: { id: $id }, note: "") { url } }`,
    { id },
  )
  const token = keep('preview link', (link as { url: string } | null)?.url)
  for (const address of [
    `/preview/shared/${token}`,
    `/preview/shared/${token}/x`,
    `//preview/shared/${token}?${token}`,
  ])
    await fetch(newsroom.url + address).catch(() => {})
  if (story) await attempt('publisher', ...move('publishNow', story, { reason: 'vite', override: 'vite' }))
}

/** What a client may send besides: wherever it stands, it is nobody's to keep. */
async function useHeaders(): Promise<void> {
  const headers = {
    authorization: `Bearer ${typed.header}`,
    cookie: `keystonejs-session=${typed.header}`,
    'x-request-id': `${typed.header}#`,
    traceparent: `00-${typed.header}-01`,
    tracestate: `x=${typed.header}`,
    baggage: `x=${typed.header}`,
  }
  for (const address of [
    '/graphql?query={',
    '/api/graphql',
    '/articles?search=x',
    '/feeds/rss.xml',
    `/images/x?${typed.header}`,
  ])
    await fetch(newsroom.url + address, { headers }).catch(() => {})
}

/** The last part of an address, or all of it; noted as a secret. */
function keep(name: string, made: unknown): string {
  const secret = typeof made === 'string' ? (made.split(/[/=]/).at(-1) ?? '') : ''
  if (secret) secrets.set(`${name} ${secrets.size}`, secret)
  return secret
}

const signIn = (password: string, email = 'author@example.org') =>
  attempt(
    null,
    `mutation ($email: String!, $password: String!) { authenticateUserWithPassword(email: $email, password: $password) { __typename } }`,
    { email, password },
  )

/** The one thing that was asked for, or null when it was refused or nobody answered. */
async function attempt(role: keyof Cookies | null, query: string, variables: object): Promise<unknown> {
  const response = await fetch(`${newsroom.url}/api/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(role && { cookie: cookies[role] }) },
    body: JSON.stringify({ query, variables }),
  }).catch(() => null)
  const { data } = ((await response?.json()) ?? {}) as { data?: Record<string, unknown> | null } // GraphQL's own shape
  return Object.values(data ?? {})[0] ?? null
}

const statusOf = async (address: string) => (await fetch(newsroom.url + address)).status
const figures = async () => (await fetch(`${newsroom.url}/metrics`)).text()
