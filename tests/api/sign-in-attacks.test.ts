import assert from 'node:assert/strict'
import { after, before, mock, test } from 'node:test'
import pg from 'pg'
import { endSessionsOf } from '../../sign-in/end-sessions.ts'
import { limitTries, type Try } from '../../sign-in/limit-tries.ts'
import { passwordKdf } from '../../sign-in/password-kdf.ts'
import { startCountingStatements } from '../count-statements.ts'
import { signInMutation, startDoors, type Answer, type DoorsUnderTest } from '../start-doors.ts'
import { until } from '../until.ts'

// A stock Keystone 8.1 counts no tries, runs every aliased sign-in of one request, knows no closed accounts, and lets in
// whoever began to sign in with a password that is replaced meanwhile.

const limits = { account: 5, address: 1_000, pauseMinutes: [1, 5] }
const me = '{ authenticatedItem { id } }'

let doors: DoorsUnderTest
before(async () => {
  doors = await startDoors({ limits, trustedProxies: 1 })
})
after(() => doors.close())

const codeOf = (answer: Answer) => answer.body.errors?.[0]?.extensions['code']
const wrongly = (email: string, address = '203.0.113.1') =>
  doors.signIn(email, 'wrong horse', { headers: { 'x-forwarded-for': address } })

async function failures(): Promise<number> {
  const { rows } = await doors.pool.query('select count(*)::int as n from sign_in.failure')
  return rows[0].n
}

test('no form of request carries more than one try: batches, aliases, fragments, operations, addresses', async () => {
  const one = 'authenticateUserWithPassword(email: "many@example.org", password: "guess") { __typename }'
  const aliases = Array.from({ length: 40 }, (_, index) => `a${index}: ${one}`).join(' ')
  const many = [
    JSON.stringify(Array.from({ length: 40 }, () => ({ query: `mutation { ${one} }` }))),
    JSON.stringify({ query: `mutation { ${aliases} }` }),
    JSON.stringify({ query: `mutation { ...A } fragment A on Mutation { ${aliases} }` }),
    JSON.stringify({ query: `mutation { ... { a: ${one} } ... on Mutation { b: ${one} } }` }),
    JSON.stringify({ query: `mutation A { ${one} } mutation B { ${one} }`, operationName: 'A' }),
    JSON.stringify({ query: `mutation { ${one} ${one} }` }),
    JSON.stringify({ query: signInMutation, variables: [{ identity: 'many@example.org', secret: 'x' }] }),
    `${JSON.stringify({ query: `mutation { ${one} }` })}\n${JSON.stringify({ query: `mutation { ${one} }` })}`,
  ]
  const before = await failures()

  const answers = await Promise.all(many.map(body => doors.send(body)))
  const inAddress = await doors.send(undefined, {
    path: `/api/graphql?query=${encodeURIComponent(`mutation{${one}}`)}`,
  })

  assert.ok([...answers, inAddress].every(({ status }) => status >= 400))
  assert.equal(await failures(), before)
})

test('of a hundred connections at once, and two processes, no more get a try than the limit allows', async t => {
  const pools = [1, 2].map(() => new pg.Pool({ connectionString: String(doors.pool.options.connectionString), max: 8 }))
  t.after(() => Promise.all(pools.map(pool => pool.end())))
  const processes = pools.map(pool => limitTries({ pool, secret: 'shared', limits }))
  const tried: Try = { email: 'rushed@example.org', address: '203.0.113.200' }

  const outcomes = await Promise.allSettled(
    Array.from({ length: 100 }, (_, index) => processes[index % 2]?.count(tried, async () => {})),
  )

  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, limits.account)
})

test('every spelling of an e-mail address is one account, and one count', async () => {
  await doors.addUser('élan@example.org')
  const spellings = [
    'élan@example.org',
    'ÉLAN@EXAMPLE.ORG',
    ' e\u0301lan@example.org\t',
    'ｅ\u0301lan@example.org',
    'Élan@ｅxample.org',
  ]

  const failed = []
  for (const spelling of spellings) failed.push(await wrongly(spelling))
  const paused = await doors.signIn('élan@example.org', 'correct horse')

  assert.deepEqual(failed.map(codeOf), Array(5).fill('SIGN_IN_FAILED'))
  assert.equal(codeOf(paused), 'TOO_MANY_TRIES')
})

test('known, unknown, closed, without a password: the answers are the same to the last header, also while paused', async () => {
  await doors.addUser('known@example.org')
  await doors.addUser('closed@example.org', { active: false })
  await doors.addUser('bare@example.org', { password: undefined })
  const accounts = ['known', 'closed', 'bare', 'nobody'].map(name => `${name}@example.org`)

  const refused = await Promise.all(accounts.map(email => wrongly(email)))
  const closed = await doors.signIn('closed@example.org', 'correct horse')
  for (const email of accounts) for (let tries = 0; tries < limits.account; tries += 1) await wrongly(email)
  const paused = await Promise.all(accounts.map(email => wrongly(email)))

  assert.equal(new Set([...refused, closed].map(withoutMoment)).size, 1)
  assert.equal(new Set(paused.map(withoutMoment)).size, 1)
  assert.deepEqual([refused[0]?.status, paused[0]?.status], [401, 429])
})

/** All that an answer says, but for the time, the request's number and how many seconds of a minute are left. */
function withoutMoment({ status, headers, text }: Answer): string {
  // The ETag is a hash of the words.
  const { date: _date, 'x-request-id': _id, 'retry-after': _wait, etag: _hash, ...rest } = headers
  const words = text.replace(/\b\d+ seconds/, 'N seconds').replace(/"retryAfterSeconds":\d+/, '')
  return JSON.stringify({ status, rest: { ...rest, 'content-length': 0 }, words })
}

test('known, unknown, closed, without a password: each costs one hash and as many statements to refuse', async t => {
  const spent = { hash: 0, compare: 0 }
  for (const name of ['hash', 'compare'] as const) {
    const original = passwordKdf[name]
    mock.method(passwordKdf, name, (...given: [string, string]) => {
      spent[name] += 1
      return (original as (...all: string[]) => Promise<string | boolean>)(...given)
    })
  }
  t.after(() => mock.restoreAll())
  await doors.addUser('seen@example.org')
  await doors.addUser('gone@example.org', { active: false })
  await doors.addUser('mute@example.org', { password: undefined })
  const counting = startCountingStatements()
  t.after(() => counting.stop())

  const costs: { statements: number; hashes: number }[] = []
  for (const email of ['seen@example.org', 'unseen@example.org', 'gone@example.org', 'mute@example.org']) {
    const before = spent.hash + spent.compare
    const { statements } = await counting.during(() => wrongly(email))
    costs.push({ statements, hashes: spent.hash + spent.compare - before })
  }

  assert.deepEqual(
    costs,
    costs.map(() => ({ statements: costs[0]?.statements, hashes: 1 })),
  )
})

test('a sign-in under way while the password is replaced opens nothing', async t => {
  const { id } = await doors.addUser('replaced@example.org')
  const replace = async () => {
    await doors.context.prisma.user.update({
      where: { id },
      data: { password: await passwordKdf.hash('another horse') },
    })
    await endSessionsOf(doors.context, { userId: id })
  }
  t.after(() => mock.restoreAll())
  const compare = passwordKdf.compare
  mock.method(passwordKdf, 'compare', async (password: string, hashed: string) => {
    const isRight = await compare(password, hashed)
    await replace()
    return isRight
  })

  const answer = await doors.signIn('replaced@example.org', 'correct horse')

  assert.equal(codeOf(answer), 'SIGN_IN_FAILED')
  assert.equal((await doors.ask(me, { cookie: answer.cookie })).status, 401)
  assert.equal(await doors.context.prisma.session.count({ where: { userId: id, revokedAt: null } }), 0)
})

test('a sign-in under way while the account is closed opens nothing, not even when it is opened again', async t => {
  const { id } = await doors.addUser('closing@example.org')
  const closing = new pg.Client({ connectionString: String(doors.pool.options.connectionString) })
  await closing.connect()
  t.after(() => closing.end())
  await closing.query('begin')
  await closing.query(`update "User" set active = false where id = $1`, [id])
  await closing.query(`update "Session" set "revokedAt" = now() where "user" = $1`, [id])

  const underWay = doors.signIn('closing@example.org', 'correct horse')
  await until('the sign-in waits for whoever closes the account', somebodyWaits)
  await closing.query('commit')
  const answer = await underWay
  await doors.context.prisma.user.update({ where: { id }, data: { active: true } })

  assert.equal(codeOf(answer), 'SIGN_IN_FAILED')
  assert.equal((await doors.ask(me, { cookie: answer.cookie })).status, 401)
  assert.equal(await doors.context.prisma.session.count({ where: { userId: id } }), 0)
})

/** Whether somebody stands in line behind what another holds. */
async function somebodyWaits(): Promise<boolean> {
  const { rowCount } = await doors.pool.query('select from pg_locks where not granted')
  return (rowCount ?? 0) > 0
}

test('a pause holds the account and nobody else: whoever is signed in works on', async () => {
  await doors.addUser('target@example.org')
  const { cookie } = await doors.signIn('target@example.org', 'correct horse')

  for (let tries = 0; tries < 20; tries += 1) await wrongly('target@example.org', `198.51.100.${tries}`)

  assert.equal((await doors.ask(me, { cookie })).status, 200)
})
