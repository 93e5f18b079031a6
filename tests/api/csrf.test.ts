import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import type { Doors } from '../print-doors.ts'
import { findFreePort } from '../running-newsroom.ts'
import { startAuthoring, type AuthoringUnderTest } from '../start-authoring.ts'
import { sendTo, type Answer } from '../start-doors.ts'

// Another site can make a browser send requests with a person's cookies: a form by POST, an address by GET, with the few
// content types that need no permission. A server that reads whatever body comes (as ours would, for its gate parses
// every POST as JSON) does what it says, unless somebody stands before it.

let doors: AuthoringUnderTest
let cookie: string | undefined
let zoe: { id: string }
before(async () => {
  doors = await startAuthoring()
  zoe = await doors.addUser('zoe@example.org', 'admin')
  cookie = (await doors.signIn('zoe@example.org', 'correct horse')).cookie
})
after(() => doors.close())

const codeOf = ({ body }: Answer) => body.errors?.[0]?.extensions['code']

test('what changes anything stands behind one door: every other route only reads', async t => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'bouclage-doors-'))
  t.after(() => rm(dataDir, { recursive: true, force: true }))
  const own = { EMBEDDED_DATABASE_URL: doors.databaseUrl, DATA_DIR: dataDir, PORT: String(await findFreePort()) }
  const env = { ...process.env, ...own, WORKER: 'off', LOG_LEVEL: 'silent' }
  const run = promisify(execFile)

  const { stdout } = await run(process.execPath, ['--import', 'tsx', 'tests/print-doors.ts'], { env })

  const { fastify, express } = JSON.parse(stdout) as Doors
  const writing = fastify.filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method))
  assert.ok(fastify.length > 20)
  // It has queries alone; delivery's own tests hold that.
  assert.deepEqual(writing, [{ method: 'POST', url: '/graphql' }])
  // Middlewares, and the authoring API behind them: no route of its own that could forget to ask.
  assert.deepEqual(
    express.filter(({ hasRoute }) => hasRoute),
    [],
  )
})

const changes = {
  endSession: 'mutation { endSession }',
  create: 'mutation { createTag(data: { name: "Forgé", slug: "forge", kind: topic }) { id } }',
  password: () => `mutation { updateUser(where: { id: "${zoe.id}" }, data: { password: "chosen by another" }) { id } }`,
  signIn:
    'mutation { authenticateUserWithPassword(email: "zoe@example.org", password: "correct horse") { __typename } }',
}
const textOf = (change: string | (() => string)) => (typeof change === 'string' ? change : change())

/** What a form or a plain script of another site may send without asking first, and what looks like it. */
const contentTypes = [
  'text/plain',
  'text/plain; application/json',
  'text/plain;charset=UTF-8',
  'TEXT/PLAIN',
  ' text/plain',
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; application/json',
  'multipart/form-data; boundary=x',
  'Multipart/Form-Data; boundary="x"',
  'application/json, text/plain',
  'application/json\ttext/plain',
  'nonsense',
  '',
]

test('a change that needs no permission of the browser is refused, whatever its body is called', async () => {
  const taken = []
  for (const [name, change] of Object.entries(changes)) {
    const query = textOf(change)
    for (const type of contentTypes) {
      for (const body of [JSON.stringify({ query }), `query=${encodeURIComponent(query)}`, multipart(query)]) {
        const answer = await sendTo(doors.port, body, {
          cookie,
          headers: { 'content-type': type, origin: 'https://evil.example' },
        })
        if (answer.status < 400) taken.push({ name, type, body: body.slice(0, 20) })
        assert.equal(answer.cookie, undefined)
      }
    }
  }

  assert.deepEqual(taken, [])
  await assertNothingChanged()
})

test('a form of files is refused before any of it is unpacked, unless our own page sends it', async () => {
  const headers = { 'content-type': 'multipart/form-data; boundary=x' }
  const body = multipart('{ __typename }')

  const forged = await sendTo(doors.port, body, { cookie, headers })
  const own = await sendTo(doors.port, body, { cookie, headers: { ...headers, 'apollo-require-preflight': 'true' } })

  assert.equal(codeOf(forged), 'INVALID_INPUT')
  assert.match(forged.body.errors?.[0]?.message ?? '', /Apollo-Require-Preflight/)
  assert.deepEqual(own.body.data, { __typename: 'Query' })
})

test('no mutation of the schema runs by GET, with permission or without', async () => {
  const { body } = await doors.ask('{ __schema { mutationType { fields { name } } } }', { cookie })
  const { mutationType } = (body.data ?? {})['__schema'] as { mutationType: { fields: { name: string }[] } }
  const queries = [
    ...mutationType.fields.map(({ name }) => `mutation{${name}{__typename}}`),
    ...Object.values(changes).map(textOf),
  ]

  const withAndWithout: Record<string, string>[] = [{}, { 'apollo-require-preflight': '1' }]

  const answers = []
  for (const query of queries)
    for (const headers of withAndWithout)
      answers.push(
        await sendTo(doors.port, undefined, {
          cookie,
          headers,
          path: `/api/graphql?query=${encodeURIComponent(query)}`,
        }),
      )

  assert.ok(queries.length > 60)
  assert.deepEqual(
    answers.filter(({ status }) => status < 400),
    [],
  )
  await assertNothingChanged()
})

test('another site is given no permission to send or read anything', async () => {
  const origin = 'https://evil.example'
  const asking = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' }

  const preflight = await sendTo(doors.port, undefined, { method: 'OPTIONS', headers: { origin, ...asking } })
  const answers = [preflight, await doors.ask('{ __typename }', { cookie, headers: { origin } })]

  for (const { headers } of answers)
    for (const name of [
      'access-control-allow-origin',
      'access-control-allow-credentials',
      'access-control-allow-headers',
    ])
      assert.equal(headers[name], undefined)
})

test('a query by a form of another site is refused too: nothing is learnt from how long it takes', async () => {
  const query = JSON.stringify({ query: '{ articles { headline } }' })

  const answer = await sendTo(doors.port, query, { cookie, headers: { 'content-type': 'text/plain' } })

  assert.equal(answer.status, 400)
  assert.equal(codeOf(answer), 'INVALID_INPUT')
})

const multipart = (query: string) =>
  `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query })}\r\n` +
  `--x\r\ncontent-disposition: form-data; name="map"\r\n\r\n{}\r\n--x--\r\n`

async function assertNothingChanged(): Promise<void> {
  assert.equal((await doors.ask('{ authenticatedItem { id } }', { cookie })).status, 200)
  assert.equal(await doors.prisma.tag.count(), 0)
  assert.equal(await doors.prisma.session.count(), 1)
  assert.ok((await doors.ask('{ __typename }', { cookie })).body.data)
  const { rows } = await doors.pool.query(`select count(*)::int as n from "AuditEntry" where action = 'user.update'`)
  assert.equal(rows[0].n, 0)
}
