import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startAuthoring, type AuthoringUnderTest } from '../start-authoring.ts'
import { sendTo, signInMutation, startDoors, type Answer } from '../start-doors.ts'

// Stock Keystone keeps its sessions in the cookie itself: a stolen one works until it expires, whatever its owner does,
// and a new password ends none.

const me = '{ authenticatedItem { id } }'

let doors: AuthoringUnderTest
let admin: string | undefined
before(async () => {
  doors = await startAuthoring({ limits: { account: 100, address: 100, pauseMinutes: [1] } })
  await doors.addUser('boss@example.org', 'admin')
  admin = await signIn('boss@example.org')
})
after(() => doors.close())

async function signIn(email: string, { password = 'correct horse', cookie = '', from = '203.0.113.1' } = {}) {
  const variables = { identity: email, secret: password }
  const headers = { 'x-forwarded-for': from }
  return (await doors.ask(signInMutation, { variables, headers, ...(cookie && { cookie }) })).cookie
}

const statusFor = async (cookie: string | undefined) => (await doors.ask(me, { cookie })).status
const setPassword = (id: string, password: string, cookie: string | undefined) =>
  doors.ask(
    `mutation ($id: ID!, $password: String!) { updateUser(where: { id: $id }, data: { password: $password }) { id } }`,
    {
      ...{ cookie, variables: { id, password } },
    },
  )

test('a session that was planted in the browser is ended by the sign-in, and never becomes the one who signs in', async () => {
  const { id } = await doors.addUser('victim@example.org', 'editor')
  await doors.addUser('mallory@example.org', 'author')
  const planted = await signIn('mallory@example.org')

  const own = await signIn('victim@example.org', { cookie: planted ?? '' })

  assert.notEqual(own, planted)
  assert.equal(await statusFor(planted), 401)
  assert.deepEqual((await doors.ask(me, { cookie: own })).body.data, { authenticatedItem: { id } })
})

test('whose session was stolen sees where it is used, ends it, and keeps the own one', async () => {
  await doors.addUser('robbed@example.org', 'editor')
  const own = await signIn('robbed@example.org', { from: '203.0.113.5' })
  const stolen = await signIn('robbed@example.org', { from: '198.51.100.66' })

  const list = await doors.ask('{ sessions(where: { revokedAt: null }) { id address } }', { cookie: own })
  const { sessions } = list.body.data as { sessions: { id: string; address: string }[] } // as asked for
  const foreign = sessions.find(({ address }) => address === '198.51.100.66')
  await doors.ask(`mutation { revokeSession(where: { id: "${foreign?.id}" }) { id } }`, { cookie: own })

  assert.equal(sessions.length, 2)
  assert.deepEqual([await statusFor(stolen), await statusFor(own)], [401, 200])
})

test('a new password ends all sessions but the one it is set from; an admin’s ends all', async () => {
  const { id } = await doors.addUser('renewed@example.org', 'editor')
  const [own, stolen] = [await signIn('renewed@example.org'), await signIn('renewed@example.org')]

  await setPassword(id, 'a second and better one', own)
  const afterOwn = [await statusFor(own), await statusFor(stolen)]
  const second = await signIn('renewed@example.org', { password: 'a second and better one' })
  await setPassword(id, 'a third one from the admin', admin)
  const afterAdmin = [await statusFor(own), await statusFor(second), await statusFor(admin)]

  assert.deepEqual(afterOwn, [200, 401])
  assert.deepEqual(afterAdmin, [401, 401, 200])
})

test('a password is set soon after signing in, and by nobody who finds a session later', async () => {
  const { id } = await doors.addUser('left.open@example.org', 'editor')
  const left = await signIn('left.open@example.org')
  await doors.prisma.session.updateMany({
    where: { userId: id },
    data: { createdAt: new Date(Date.now() - 16 * 60_000) },
  })

  const found = await setPassword(id, 'chosen by a passer-by', left)
  const fresh = await signIn('left.open@example.org')
  const own = await setPassword(id, 'a second and better one', fresh)

  assert.match(found.body.errors?.[0]?.message ?? '', /within 15 minutes of signing in/)
  assert.equal(own.body.errors, undefined)
  assert.ok(await signIn('left.open@example.org', { password: 'a second and better one' }))
})

test('whoever is signed in sets no colleague’s password, and looks at none', async () => {
  const { id } = await doors.addUser('colleague@example.org', 'editor')
  const own = await signIn('colleague@example.org')
  await doors.addUser('curious@example.org', 'editor')
  const curious = await signIn('curious@example.org')

  const set = await setPassword(id, 'chosen by a colleague', curious)
  const seen = await doors.ask('{ users { password { isSet } } }', { cookie: curious })

  assert.ok(set.body.errors)
  assert.ok(!seen.text.includes('isSet'))
  assert.equal(await statusFor(own), 200)
})

test('a session is nothing but its cookie: no header, address or other spelling carries it', async () => {
  await doors.addUser('carrier@example.org', 'editor')
  const cookie = await signIn('carrier@example.org')
  const token = cookie?.split('=')[1] ?? ''
  const body = JSON.stringify({ query: me })

  const answers = await Promise.all([
    sendTo(doors.port, body, { headers: { authorization: `Bearer ${token}` } }),
    sendTo(doors.port, body, { headers: { 'x-session': token, 'keystonejs-session': token } }),
    sendTo(doors.port, body, { path: `/api/graphql?bouclage-session=${token}` }),
    sendTo(doors.port, body, { cookie: `keystonejs-session=${token}` }),
    sendTo(doors.port, body, { cookie: `Bouclage-Session=${token}` }),
    sendTo(doors.port, body, { cookie: `bouclage-session="${token}"` }),
    sendTo(doors.port, body, { cookie: `bouclage-session=${token}x` }),
    sendTo(doors.port, body, { cookie: `__Secure-bouclage-session=${token}` }),
  ])

  assert.deepEqual(
    answers.map(({ status }) => status),
    answers.map(() => 401),
  )
  assert.equal(await statusFor(cookie), 200)
})

test('what a request says of its own address decides nothing about the cookie: PUBLIC_URL does', async t => {
  const [plain, secure] = [await startDoors(), await startDoors({ isSecure: true })]
  t.after(() => Promise.all([plain.close(), secure.close()]))
  const claims = {
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'evil.example',
    forwarded: 'proto=https;host=evil.example',
  }
  const denials = { 'x-forwarded-proto': 'http', host: 'evil.example' }
  await Promise.all([plain, secure].map(each => each.addUser('zoe@example.org')))

  const overHttp = await plain.signIn('zoe@example.org', 'correct horse', { headers: claims })
  const overHttps = await secure.signIn('zoe@example.org', 'correct horse', { headers: denials })

  assert.match(cookieOf(overHttp), /^bouclage-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/)
  assert.match(
    cookieOf(overHttps),
    /^__Host-bouclage-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/,
  )
  assert.ok([overHttp, overHttps].every(({ text, headers }) => !`${text}${JSON.stringify(headers)}`.includes('evil')))
})

const cookieOf = ({ headers }: Answer) => [headers['set-cookie']].flat().join()
