import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { getIntrospectionQuery } from 'graphql'
import { startDoors, type Answer, type DoorsUnderTest } from '../start-doors.ts'

const codeOf = (answer: Answer) => answer.body.errors?.[0]?.extensions.code

let doors: DoorsUnderTest
let cookie: string | undefined
before(async () => {
  doors = await startDoors()
  await doors.addUser('zoe@example.org', { role: 'admin' })
  cookie = (await doors.signIn('zoe@example.org', 'correct horse')).cookie
})
after(() => doors.close())

test('a stranger gets one and the same refusal, whatever the question', async () => {
  const questions = [
    '{ users { email } }',
    '{ noSuchField }',
    '{ __typename }',
    '{ this is not GraphQL',
    getIntrospectionQuery(),
    'query KsFetchAdminMeta { keystone { adminMeta { lists { key } } } }',
    'mutation { createUser(data: {}) { id } }',
    'mutation { authenticateUserWithPassword(email: "a", password: "b") { __typename } createUser(data: {}) { id } }',
    'mutation { authenticateUserWithPassword(email: "a", password: "b") { ... on UserAuthenticationWithPasswordSuccess { item { nope } } } }',
    'mutation { authenticateUserWithPassword(email: "a", password: "b") { ...F } } fragment F on User { id }',
    'query A { __typename } mutation B { endSession }',
  ]

  const answers = await Promise.all(questions.map(question => doors.ask(question)))

  assert.deepEqual(new Set(answers.map(answer => `${answer.status} ${codeOf(answer)}`)), new Set(['401 NOT_SIGNED_IN']))
  assert.equal(new Set(answers.map(answer => answer.text)).size, 1)
})

test('no spelling of the path, no method and no form of body leads a stranger past the gate', async () => {
  const query = JSON.stringify({ query: '{ users { email } }' })
  const batch = JSON.stringify([{ query: '{ users { email } }' }, { query: 'mutation { endSession }' }])
  const upload = { 'content-type': 'multipart/form-data; boundary=x', 'apollo-require-preflight': '1' }
  const preflight = { headers: { 'apollo-require-preflight': '1' } }

  const answers = [
    await doors.send(query, { path: '/API/GraphQL/' }),
    await doors.send(query, { path: '/api/graphql/deeper' }),
    await doors.send(query, { path: '/api/graphql?query=mutation{endSession}' }),
    await doors.send(batch),
    await doors.send('--x--', { headers: upload }),
    await doors.send(undefined, { path: '/api/graphql?query=%7Busers%7Bemail%7D%7D', ...preflight }),
    await doors.send(query, { method: 'PUT' }),
  ]

  assert.deepEqual(
    answers.map(codeOf),
    answers.map(() => 'NOT_SIGNED_IN'),
  )
})

test('files are taken nowhere but at the authoring API', async () => {
  const headers = { 'content-type': 'multipart/form-data; boundary=x' }

  const answer = await doors.send('--x--', { path: '/somewhere', headers, cookie })

  assert.equal(codeOf(answer), 'NOT_FOUND')
})

test('a stranger’s body is read no further than a sign-in needs', async () => {
  const answer = await doors.ask('mutation { endSession }', { variables: { padding: 'x'.repeat(20_000) } })

  assert.equal(codeOf(answer), 'LIMIT_EXCEEDED')
})

test('signing out is possible for somebody whose session has ended', async () => {
  const answer = await doors.ask('mutation KsAuthEndSession { endSession }')

  assert.deepEqual(answer.body, { data: { endSession: true } })
})

test('whoever is signed in may read the schema, as the admin UI and tools do', async () => {
  const answer = await doors.ask(getIntrospectionQuery(), { cookie })

  assert.equal(answer.body.errors, undefined)
  assert.ok(answer.body.data?.__schema)
})

test('a query that is too deep, too wide, too long or too often renamed is refused, and its limit named', async () => {
  const aliases = Array.from({ length: 51 }, (_, i) => `a${i}: id`).join(' ')
  const roots = Array.from({ length: 31 }, () => '__typename').join(' ')
  const tooLarge = {
    lists: `{ __schema { types { fields { args { type { fields { name } } } } } } }`,
    depth: `{ __type(name: "User") { ${'ofType { '.repeat(16)} name ${'} '.repeat(16)} } }`,
    aliases: `{ users { ${aliases} } }`,
    rootFields: `{ ${roots} }`,
  }

  const answers = await Promise.all(Object.values(tooLarge).map(query => doors.ask(query, { cookie })))
  const long = await doors.ask(`{ users { ${'id '.repeat(4_000)} } }`, { cookie })

  assert.deepEqual([...answers, long].map(codeOf), Array(5).fill('LIMIT_EXCEEDED'))
  assert.deepEqual(
    answers.map(answer => answer.body.errors?.[0]?.extensions.limit),
    Object.keys(tooLarge),
  )
})

test('what breaks inside stays inside: a code, a sentence, and the number under which the log tells the rest', async () => {
  const call = { cookie, headers: { 'x-request-id': 'a-number-to-find' } }

  await doors.pool.query('alter table "User" rename column password to away')
  const behindTheGate = await doors.ask('{ users { name } }', call)
  await doors.pool.query('alter table "User" rename column away to password')
  await doors.pool.query('alter table "Session" rename to away')
  const atTheGate = await doors.ask('{ users { name } }', call)
  await doors.pool.query('alter table away rename to "Session"')

  for (const answer of [behindTheGate, atTheGate]) {
    assert.equal(codeOf(answer), 'INTERNAL')
    assert.equal(
      answer.body.errors?.[0]?.message,
      'Something broke on our side. Tell your operator this number: a-number-to-find.',
    )
    assert.doesNotMatch(answer.text, /prisma|password|away|stack|node_modules/i)
  }
  const told = doors.logLines.filter(line => line.includes('a-number-to-find') && line.includes('does not exist'))
  assert.equal(told.length, 2)
})

test('a value that only one may have is refused as such', async () => {
  const create = 'mutation { createUser(data: { email: "twin@example.org", password: "correct horse" }) { id } }'

  const answers = [await doors.ask(create, { cookie }), await doors.ask(create, { cookie })]

  assert.deepEqual(answers.map(codeOf), [undefined, 'INVALID_INPUT'])
})

test('pages may load nothing from elsewhere and be framed by nobody', async () => {
  const { headers } = await doors.ask('{ __typename }')

  const policy = String(headers['content-security-policy'])
  assert.match(policy, /default-src 'self'/)
  assert.match(policy, /script-src 'self';/)
  assert.match(policy, /font-src 'self'/)
  assert.match(policy, /frame-ancestors 'none'/)
  assert.doesNotMatch(policy, /http|upgrade-insecure-requests/)
  assert.equal(headers['x-content-type-options'], 'nosniff')
  assert.equal(headers['cross-origin-opener-policy'], 'same-origin')
  assert.equal(headers['strict-transport-security'], undefined)
  assert.equal(headers['x-powered-by'], undefined)
})

test('delivery answers its own paths, Keystone the others, and each is told the request’s number', async () => {
  const [delivery, keystone, own, odd] = await Promise.all([
    doors.send(undefined, { path: '/graphql?x=1' }),
    doors.send(undefined, { path: '/graphqlx' }),
    doors.send(undefined, { path: '/graphql', headers: { 'x-request-id': 'trace-0123456789' } }),
    doors.send(undefined, { path: '/graphql', headers: { 'x-request-id': '{"forged":"line"}' } }),
  ])

  assert.match(keystone.text, /Cannot GET \/graphqlx/)
  assert.match(String(keystone.headers['x-request-id']), /^[0-9a-f-]{36}$/)
  assert.match(delivery.text, /^\{"from":"delivery","id":"[0-9a-f-]{36}"\}$/)
  assert.equal(own.text, '{"from":"delivery","id":"trace-0123456789"}')
  assert.match(odd.text, /^\{"from":"delivery","id":"[0-9a-f-]{36}"\}$/)
})
