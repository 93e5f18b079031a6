import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { endSessionsOf, forgetEndedSessions } from '../../sign-in/end-sessions.ts'
import { startDoors, type DoorsUnderTest } from '../start-doors.ts'

const hour = 3_600_000
const me = '{ authenticatedItem { id name } }'

let doors: DoorsUnderTest
before(async () => {
  doors = await startDoors()
})
after(() => doors.close())

async function signedIn(email: string, details = {}) {
  const { id } = await doors.addUser(email, details)
  const { cookie } = await doors.signIn(email, 'correct horse')
  return { id, cookie }
}

const statusFor = async (cookie: string | undefined) => (await doors.ask(me, { cookie })).status
const setClock = (ms: number) => (doors.clock.now = () => new Date(Date.now() + ms))

test('the database keeps a hash, and the cookie is for our pages alone', async () => {
  await doors.addUser('keeps@example.org')

  const { cookie, headers } = await doors.signIn('keeps@example.org', 'correct horse')

  const { rows } = await doors.pool.query('select "tokenHash" from "Session" order by "createdAt" desc limit 1')
  const token = cookie?.split('=')[1] ?? ''
  assert.match(token, /^[\w-]{43}$/)
  assert.match(rows[0].tokenHash, /^[0-9a-f]{64}$/)
  assert.ok(!rows[0].tokenHash.includes(token))
  assert.equal(headers['set-cookie']?.[0], `${cookie}; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800`)
})

test('signing out ends the session, and not only the cookie', async () => {
  const { cookie } = await signedIn('leaves@example.org')

  const answer = await doors.ask('mutation { endSession }', { cookie })

  assert.equal(answer.cookie, 'bouclage-session=')
  assert.equal(await statusFor(cookie), 401)
})

test('signing in anew ends the session that the browser had', async () => {
  const { cookie: old } = await signedIn('again@example.org')

  const { cookie: fresh } = await doors.signIn('again@example.org', 'correct horse', { cookie: old })

  assert.notEqual(fresh, old)
  assert.equal(await statusFor(old), 401)
  assert.equal(await statusFor(fresh), 200)
})

test('a token that somebody made up is nobody, even after its owner signs in with it', async () => {
  await doors.addUser('fixed@example.org')
  const planted = `bouclage-session=${'A'.repeat(43)}`

  const { cookie } = await doors.signIn('fixed@example.org', 'correct horse', { cookie: planted })

  assert.notEqual(cookie, planted)
  assert.equal(await statusFor(planted), 401)
})

test('a session is no bearer token', async () => {
  const { cookie } = await signedIn('bearer@example.org')

  const answer = await doors.ask(me, { headers: { authorization: `Bearer ${cookie?.split('=')[1]}` } })

  assert.equal(answer.status, 401)
})

test('a session ends twelve hours after its last use', async t => {
  const { cookie } = await signedIn('idle@example.org')
  t.after(() => setClock(0))

  const statuses = []
  for (const hours of [11.9, 23.7, 35.8]) {
    setClock(hours * hour)
    statuses.push(await statusFor(cookie))
  }

  assert.deepEqual(statuses, [200, 200, 401])
})

test('a session ends seven days after the sign-in, however much it was used', async t => {
  const { cookie } = await signedIn('busy@example.org')
  t.after(() => setClock(0))

  const statuses = []
  for (let hours = 10; hours <= 170; hours += 10) {
    setClock(hours * hour)
    statuses.push(await statusFor(cookie))
  }

  assert.deepEqual(statuses, [...Array<number>(16).fill(200), 401])
})

test('a closed account and a changed role count with the next request', async () => {
  const admin = await signedIn('boss@example.org', { role: 'admin' })
  const seesAll = async () => (await doors.ask('{ sessionsCount }', admin)).body.data?.sessionsCount as number

  const asAdmin = await seesAll()
  await doors.context.prisma.user.update({ where: { id: admin.id }, data: { role: 'author' } })
  const asAuthor = await seesAll()
  await doors.context.prisma.user.update({ where: { id: admin.id }, data: { active: false } })

  assert.ok(asAdmin > 1)
  assert.equal(asAuthor, 1)
  assert.equal(await statusFor(admin.cookie), 401)
})

test('people see and end their own sessions, and nobody else’s', async () => {
  const mine = await signedIn('mine@example.org')
  const theirs = await signedIn('theirs@example.org')
  const own = (await doors.ask('{ sessions { id user { id } } }', mine)).body.data?.sessions as {
    id: string
    user: object
  }[]
  const foreign = (await doors.ask('{ sessions { id } }', theirs)).body.data?.sessions as { id: string }[]
  const end = (id: string | undefined) => doors.ask(`mutation { revokeSession(where: { id: "${id}" }) { id } }`, mine)

  const answers = [await end(foreign[0]?.id), await end('no-such-session'), await end(own[0]?.id)]

  assert.deepEqual(
    own.map(each => each.user),
    [{ id: mine.id }],
  )
  assert.deepEqual(
    answers.map(answer => answer.body.errors?.[0]?.extensions.code),
    ['NOT_FOUND', 'NOT_FOUND', undefined],
  )
  assert.equal(await statusFor(theirs.cookie), 200)
  assert.equal(await statusFor(mine.cookie), 401)
})

test('an admin ends anybody’s session', async () => {
  const admin = await signedIn('chief@example.org', { role: 'admin' })
  const guest = await signedIn('guest@example.org')
  const { id } = await doors.context.prisma.session.findFirst({ where: { userId: guest.id } })

  await doors.ask(`mutation { revokeSession(where: { id: "${id}" }) { revokedAt } }`, admin)

  assert.equal(await statusFor(guest.cookie), 401)
})

test('no query reads the hash of a token, and none searches by it', async () => {
  const admin = await signedIn('curious@example.org', { role: 'admin' })

  const answers = [
    await doors.ask('{ sessions { tokenHash } }', admin),
    await doors.ask('{ sessions(where: { tokenHash: { startsWith: "a" } }) { id } }', admin),
    await doors.ask('{ session(where: { tokenHash: "a" }) { id } }', admin),
    await doors.ask('{ sessions(orderBy: { tokenHash: asc }) { id } }', admin),
    await doors.ask('{ sessions(where: { user: { email: { startsWith: "a" } } }) { id } }', admin),
    await doors.ask('mutation { createSession(data: {}) { id } }', admin),
  ]

  assert.deepEqual(
    answers.map(answer => answer.body.errors?.length),
    answers.map(() => 1),
  )
})

test('a new password ends the person’s other sessions, and keeps the one it was set from', async () => {
  const first = await signedIn('changes@example.org')
  const second = await doors.signIn('changes@example.org', 'correct horse')
  const rows = await doors.context.prisma.session.findMany({
    where: { userId: first.id },
    orderBy: { createdAt: 'asc' },
  })

  const ended = await endSessionsOf(doors.context, { userId: first.id, butFor: rows[1].id })

  assert.equal(ended, 1)
  assert.equal(await statusFor(first.cookie), 401)
  assert.equal(await statusFor(second.cookie), 200)
})

test('ended sessions are forgotten after a while, and running ones are not', async () => {
  const { id, cookie } = await signedIn('forgotten@example.org')
  await doors.signIn('forgotten@example.org', 'correct horse', { cookie })
  const now = new Date(Date.now() + 2 * 24 * hour)

  await forgetEndedSessions(doors.context, { days: 1, now })

  const left = await doors.context.prisma.session.findMany({ where: { userId: id } })
  assert.deepEqual(
    left.map((row: { revokedAt: Date | null }) => row.revokedAt),
    [null],
  )
})

test('a sign-in that cannot be recorded makes no session', async t => {
  const strict = await startDoors({ onSignedIn: () => Promise.reject(new Error('the audit is full')) })
  t.after(() => strict.close())
  await strict.addUser('audited@example.org')

  const answer = await strict.signIn('audited@example.org', 'correct horse')

  assert.equal(answer.body.errors?.[0]?.extensions.code, 'INTERNAL')
  assert.ok(!answer.text.includes('audit'))
  assert.equal(answer.cookie, undefined)
  assert.equal(await strict.context.prisma.session.count(), 0)
})

test('behind https the cookie travels over https alone and belongs to one host', async t => {
  const secure = await startDoors({ isSecure: true })
  t.after(() => secure.close())
  await secure.addUser('safe@example.org')

  const { headers, cookie } = await secure.signIn('safe@example.org', 'correct horse')

  assert.match(
    headers['set-cookie']?.[0] ?? '',
    /^__Host-bouclage-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=604800; Secure$/,
  )
  assert.match(String(headers['strict-transport-security']), /^max-age=31536000$/)
  assert.equal((await secure.ask(me, { cookie: cookie?.replace('__Host-', '') })).status, 401)
})
