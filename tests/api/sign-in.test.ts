import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { after, before, mock, test } from 'node:test'
import pg from 'pg'
import { createLog } from '../../server/log.ts'
import { passwordKdf } from '../../sign-in/password-kdf.ts'
import { startDoors, type Answer, type DoorsUnderTest } from '../start-doors.ts'
import { until } from '../until.ts'

const me = '{ authenticatedItem { id } }'
const codeOf = (answer: Answer) => answer.body.errors?.[0]?.extensions.code

let doors: DoorsUnderTest
before(async () => {
  doors = await startDoors({ limits: { account: 1000, address: 1000, pauseMinutes: [1] } })
})
after(() => doors.close())

test('a person signs in with the e-mail address in any spelling', async () => {
  const zoe = await doors.addUser('zoé@example.org')

  const answer = await doors.signIn(' ZOE\u0301@Example.org ', 'correct horse')

  assert.deepEqual((await doors.ask(me, { cookie: answer.cookie })).body.data, { authenticatedItem: { id: zoe.id } })
})

test('a password is the same however the keyboard composes its accents', async () => {
  const forms = ['été à la plage'.normalize('NFC'), 'été à la plage'.normalize('NFD')]
  await doors.addUser('accents-0@example.org', { password: forms[0] })
  await doors.addUser('accents-1@example.org', { password: forms[1] })

  const answers = [
    await doors.signIn('accents-0@example.org', forms[1] ?? ''),
    await doors.signIn('accents-1@example.org', forms[0] ?? ''),
  ]

  assert.deepEqual(
    answers.map(answer => answer.status),
    [200, 200],
  )
})

test('a wrong password, an unknown address, an account without password and a closed one get the same answer', async () => {
  await doors.addUser('open@example.org')
  await doors.addUser('closed@example.org', { active: false })
  await doors.addUser('seed@example.org', { password: undefined })

  const answers = [
    await doors.signIn('open@example.org', 'wrong horse'),
    await doors.signIn('nobody@example.org', 'correct horse'),
    await doors.signIn('seed@example.org', ''),
    await doors.signIn('closed@example.org', 'correct horse'),
    await doors.signIn('open@example.org', 'x'.repeat(201)),
    await doors.signIn('nobody\0@example.org', 'correct horse'),
  ]

  assert.equal(answers[0]?.status, 401)
  assert.equal(codeOf(answers[0]!), 'SIGN_IN_FAILED')
  assert.equal(new Set(answers.map(answer => answer.text)).size, 1)
  assert.ok(answers.every(answer => answer.cookie === undefined))
})

test('an unknown address costs one hash to refuse, as a wrong password does', async () => {
  await doors.addUser('slow@example.org')
  const hashes = [mock.method(passwordKdf, 'hash'), mock.method(passwordKdf, 'compare')]
  const spent = () => hashes.reduce((sum, spy) => sum + spy.mock.callCount(), 0)

  await doors.signIn('slow@example.org', 'wrong horse')
  const known = spent()
  await doors.signIn('missing@example.org', 'wrong horse')
  const unknown = spent() - known

  mock.restoreAll()
  assert.deepEqual({ known, unknown }, { known: 1, unknown: 1 })
})

test('twenty sign-ins under twenty names in one request are one try', async () => {
  await doors.addUser('alias@example.org')
  const before = await failures()
  const tries = Array.from(
    { length: 20 },
    (_, i) => `a${i}: authenticateUserWithPassword(email: "alias@example.org", password: "guess ${i}") { __typename }`,
  )
  const signedIn = await doors.signIn('alias@example.org', 'correct horse')

  const byStranger = await doors.ask(`mutation { ${tries.join('\n')} }`)
  const byColleague = await doors.ask(`mutation { ${tries.join('\n')} }`, { cookie: signedIn.cookie })

  assert.equal(codeOf(byStranger), 'NOT_SIGNED_IN')
  assert.deepEqual(
    byColleague.body.errors?.map(error => error.extensions.code),
    ['SIGN_IN_FAILED', ...Array<string>(19).fill('LIMIT_EXCEEDED')],
  )
  assert.equal(await failures(), before + 1)
})

test('a failed sign-in is kept for the operator, without the address that was typed', async () => {
  const ada = await doors.addUser('ada@example.org')

  await doors.signIn('Ada@example.org', 'wrong horse', { headers: { 'user-agent': 'a browser' } })

  const { rows } = await doors.pool.query('select * from sign_in.failure order by id desc limit 1')
  assert.equal(rows[0].person, ada.id)
  assert.equal(rows[0].reason, 'wrong')
  assert.equal(rows[0].address, '127.0.0.1')
  assert.equal(rows[0].user_agent, 'a browser')
  assert.ok(!JSON.stringify(rows[0]).includes('ada@'))
})

test('failed sign-ins older than ninety days are swept out by the next one', async () => {
  await doors.pool.query(
    `insert into sign_in.failure (at, reason, email_hash, address, user_agent)
     values (now() - interval '91 days', 'wrong', 'old', '::1', ''), (now() - interval '89 days', 'wrong', 'old', '::1', '')`,
  )

  await doors.signIn('nobody@example.org', 'wrong horse')

  const { rows } = await doors.pool.query(
    `select at < now() - interval '90 days' as late from sign_in.failure where email_hash = 'old'`,
  )
  assert.deepEqual(rows, [{ late: false }])
})

test('neither passwords nor cookies reach the log or the answer', async () => {
  await doors.addUser('quiet@example.org', { password: 'a password to look for' })

  const answer = await doors.signIn('quiet@example.org', 'a password to look for')
  await doors.ask(me, { cookie: answer.cookie, path: '/api/graphql?secret=in-the-query' })

  const token = answer.cookie?.split('=')[1]
  assert.ok(token)
  assert.ok(!answer.text.includes(token))
  for (const secret of ['a password to look for', token, 'in-the-query']) {
    assert.ok(!doors.logLines.join('').includes(secret), secret)
  }
})

test('of a connection that the database breaks, the log tells the reason, and nothing of the connection', async t => {
  const lines: string[] = []
  const destination = new Writable({ write: (line, _encoding, done) => done(void lines.push(String(line))) })
  const log = createLog({ level: 'info', destination })
  const address = new URL(String(doors.pool.options.connectionString))
  const pool = new pg.Pool({ connectionString: address.href, max: 1, application_name: 'to be broken' })
  pool.on('error', error => log.warn({ err: error }, 'An idle connection to the database broke.'))
  t.after(() => pool.end())
  await pool.query('select 1')

  await doors.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to be broken'`,
  )
  await until('the log tells of the connection', async () => lines.length > 0)

  const told = lines.join('')
  assert.match(told, /terminating connection/)
  assert.doesNotMatch(told, /connectionParameters|connectionString|processID|_types/)
  for (const secret of [address.password, address.username, address.pathname.slice(1)])
    if (secret) assert.ok(!told.includes(secret), secret)
})

async function failures(): Promise<number> {
  const { rows } = await doors.pool.query('select count(*)::int as n from sign_in.failure')
  return rows[0].n
}
