import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startAuthoring, type AuthoringUnderTest } from '../start-authoring.ts'
import type { Answer } from '../start-doors.ts'

let doors: AuthoringUnderTest
let admin: string | undefined
before(async () => {
  doors = await startAuthoring({ limits: { account: 100, address: 4, pauseMinutes: [1] } })
  await doors.addUser('zoe@example.org', 'admin')
  admin = (await doors.signIn('zoe@example.org', 'correct horse')).cookie
})
after(() => doors.close())

const me = '{ authenticatedItem { id } }'
const codeOf = (answer: Answer) => answer.body.errors?.[0]?.extensions.code
const from = (address: string) => ({ 'x-forwarded-for': address })

const setActive = (id: string, active: boolean) =>
  doors.ask(
    `mutation ($id: ID!, $active: Boolean!) { updateUser(where: { id: $id }, data: { active: $active }) { active } }`,
    {
      cookie: admin,
      variables: { id, active },
    },
  )
const linkFor = (id: string, cookie = admin) =>
  doors.ask(`mutation ($id: ID!) { createPasswordLink(where: { id: $id }) }`, { cookie, variables: { id } })
const setPassword = (token: string, password: string, headers = from('192.0.2.1')) =>
  doors.ask(
    `mutation ($token: String!, $password: String!) { setPasswordWithLink(token: $token, password: $password) }`,
    {
      variables: { token, password },
      headers,
    },
  )

async function tokenFor(id: string): Promise<string> {
  const { body } = await linkFor(id)
  const address = new URL(String(body.data?.['createPasswordLink']))
  assert.equal(address.origin + address.pathname, 'https://desk.example.org/password')
  return address.searchParams.get('token') ?? ''
}

async function signedIn(email: string) {
  const { id } = await doors.addUser(email, 'author')
  const { cookie } = await doors.signIn(email, 'correct horse')
  return { id, cookie }
}

test('whoever is deactivated is out at once, everywhere, and comes back with no old session', async () => {
  const { id, cookie } = await signedIn('leaves@example.org')
  const { cookie: elsewhere } = await doors.signIn('leaves@example.org', 'correct horse')

  await setActive(id, false)
  const after = [await doors.ask(me, { cookie }), await doors.ask(me, { cookie: elsewhere })]
  const again = await doors.signIn('leaves@example.org', 'correct horse')
  await setActive(id, true)
  const reactivated = [await doors.ask(me, { cookie }), await doors.ask(me, { cookie: elsewhere })]

  assert.deepEqual([...after, ...reactivated].map(codeOf), Array(4).fill('NOT_SIGNED_IN'))
  assert.equal(codeOf(again), 'SIGN_IN_FAILED')
})

test('the name of whoever left stays on the record, and nobody deletes a person', async () => {
  const { id, cookie } = await signedIn('byline@example.org')
  await doors.ask(`mutation { createArticle(data: { headline: "Signé" }) { id } }`, { cookie })

  await setActive(id, false)

  const { body } = await doors.ask(`{ articles(where: { headline: { equals: "Signé" } }) { author { name } } }`, {
    cookie: admin,
  })
  const entries = await doors.prisma.auditEntry.findMany({
    where: { subject: `user:${id}` },
    orderBy: { sequence: 'asc' },
  })
  assert.deepEqual(body.data?.['articles'], [{ author: { name: 'byline' } }])
  assert.deepEqual(
    entries.map(({ action, to }) => [action, to]),
    [
      ['user.create', 'author'],
      ['user.signIn', null],
      ['user.update', 'author, deactivated'],
    ],
  )
  await assert.rejects(doors.prisma.user.delete({ where: { id } }), /keeps every row/)
  const schema = await doors.ask(`{ __type(name: "Mutation") { fields { name } } }`, { cookie: admin })
  assert.doesNotMatch(schema.text, /deleteUser/)
})

test('an admin’s link sets a new password once, for a stranger, and signs the person out everywhere', async () => {
  const { id, cookie } = await signedIn('forgets@example.org')
  const token = await tokenFor(id)

  const set = await setPassword(token, 'a new and longer one')
  const twice = await setPassword(token, 'yet another password')
  const old = await doors.signIn('forgets@example.org', 'correct horse')
  const fresh = await doors.signIn('forgets@example.org', 'a new and longer one')

  assert.match(token, /^[\w-]{43}$/)
  assert.deepEqual(set.body, { data: { setPasswordWithLink: true } })
  assert.equal(codeOf(twice), 'NOT_FOUND')
  assert.equal(codeOf(await doors.ask(me, { cookie })), 'NOT_SIGNED_IN')
  assert.equal(codeOf(old), 'SIGN_IN_FAILED')
  assert.ok(fresh.cookie)
})

test('two who use one link at once: one of them sets the password', async () => {
  const { id } = await doors.addUser('raced@example.org', 'author')
  const token = await tokenFor(id)

  const answers = await Promise.all([
    setPassword(token, 'the first of two', from('192.0.2.20')),
    setPassword(token, 'the second of two', from('192.0.2.21')),
  ])

  assert.deepEqual(
    answers.flatMap(answer => codeOf(answer) ?? []),
    ['NOT_FOUND'],
  )
})

test('only admins make links, and only for open accounts', async () => {
  const { id, cookie } = await signedIn('curious@example.org')
  const { id: closed } = await doors.addUser('closed@example.org', 'editor')
  await setActive(closed, false)

  const answers = [
    await linkFor(id, cookie),
    await linkFor(closed),
    await linkFor('nobody'),
    await doors.ask(`mutation { createPasswordLink(where: { id: "${id}" }) }`),
  ]

  assert.deepEqual(answers.map(codeOf), ['NOT_PERMITTED', 'WRONG_STATE', 'NOT_FOUND', 'NOT_SIGNED_IN'])
})

test('a link is void after a day, with a newer link, a new password or a closed account', async () => {
  const people = await Promise.all(
    ['late', 'twice', 'changed', 'left'].map(name => doors.addUser(`void.${name}@example.org`, 'author')),
  )
  const [late, twice, changed, left] = people.map(({ id }) => id) as [string, string, string, string]
  const tokens = [await tokenFor(late), await tokenFor(twice), await tokenFor(changed), await tokenFor(left)]
  await doors.pool.query(`update sign_in.password_link set expires_at = now() where person = $1`, [late])
  await tokenFor(twice)
  await doors.ask(
    `mutation { updateUser(where: { id: "${changed}" }, data: { password: "set by an admin" }) { id } }`,
    { cookie: admin },
  )
  await setActive(left, false)
  await setActive(left, true)

  const answers = []
  for (const [n, token] of tokens.entries())
    answers.push(await setPassword(token, 'whatever it is', from(`192.0.2.${30 + n}`)))

  assert.deepEqual(answers.map(codeOf), Array(4).fill('NOT_FOUND'))
})

test('a password that is too weak is refused, and leaves the link good', async () => {
  const { id } = await doors.addUser('weak@example.org', 'author')
  const token = await tokenFor(id)

  const refused = [await setPassword(token, 'short'), await setPassword(token, 'password')]
  const set = await setPassword(token, 'long enough, and rare')

  assert.deepEqual(refused.map(codeOf), ['INVALID_INPUT', 'INVALID_INPUT'])
  assert.deepEqual(set.body, { data: { setPasswordWithLink: true } })
})

test('tries are counted by address', async () => {
  const { id } = await doors.addUser('elsewhere@example.org', 'author')
  const token = await tokenFor(id)

  const tries = []
  for (let n = 0; n < 6; n += 1) tries.push(await setPassword('x'.repeat(43), 'whatever it is', from('192.0.2.99')))
  const paused = await setPassword(token, 'from the same address', from('192.0.2.99'))
  const elsewhere = await setPassword(token, 'from another address', from('192.0.2.97'))

  assert.deepEqual(tries.map(codeOf), [...Array<string>(4).fill('NOT_FOUND'), 'TOO_MANY_TRIES', 'TOO_MANY_TRIES'])
  assert.equal(codeOf(paused), 'TOO_MANY_TRIES')
  assert.deepEqual(elsewhere.body, { data: { setPasswordWithLink: true } })
})

test('one request carries one try, and a stranger’s nothing besides', async () => {
  const { id } = await doors.addUser('alias@example.org', 'author')
  const one = (name: string, token: string) =>
    `${name}: setPasswordWithLink(token: "${token}", password: "rare and long")`
  const two = `mutation { ${one('a', await tokenFor(id))} ${one('b', 'x'.repeat(43))} }`
  const more = `mutation { ${one('a', 'x'.repeat(43))} endSession }`

  const byStranger = [await doors.ask(two), await doors.ask(more)]
  const byColleague = await doors.ask(two, { cookie: admin, headers: from('192.0.2.98') })

  assert.deepEqual(byStranger.map(codeOf), ['NOT_SIGNED_IN', 'NOT_SIGNED_IN'])
  assert.equal(codeOf(byColleague), 'LIMIT_EXCEEDED')
})

test('the database and the record hold nothing with which a link could be made again', async () => {
  const { id } = await doors.addUser('secret@example.org', 'author')
  const token = await tokenFor(id)

  const { rows } = await doors.pool.query(`select * from sign_in.password_link where person = $1`, [id])
  const entries = await doors.prisma.auditEntry.findMany({ where: { subject: `user:${id}` } })
  await setPassword(token, 'a password to look for', from('192.0.2.60'))
  const used = await doors.prisma.auditEntry.findMany({
    where: { subject: `user:${id}` },
    orderBy: { sequence: 'asc' },
  })

  assert.match(rows[0].token_hash, /^[0-9a-f]{64}$/)
  assert.ok(!JSON.stringify([rows, entries, used]).includes(token))
  assert.deepEqual(
    used.map(({ action, actorId }) => [action, actorId === id]),
    [
      ['user.create', false],
      ['user.createPasswordLink', false],
      ['user.update', true],
      ['user.usePasswordLink', true],
    ],
  )
})
