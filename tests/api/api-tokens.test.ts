import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Role } from '../../access.ts'
import { apiTokenLimits } from '../../sign-in/api-tokens.ts'
import { makeApiToken, makeMutation } from '../make-api-token.ts'
import { startAuthoring, type AuthoringUnderTest } from '../start-authoring.ts'
import type { Call } from '../start-doors.ts'

let authoring: AuthoringUnderTest
before(async () => {
  authoring = await startAuthoring()
})
after(() => authoring.close())

const me = '{ authenticatedItem { ... on User { email } } }'
const write = 'mutation { createArticle(data: { headline: "Une dépêche" }) { id author { email } } }'

const statusFor = async (program: Call) => (await authoring.ask(me, program)).status
const refusalOf = async (query: string, call: Call) => {
  const { body } = await authoring.ask(query, call)
  return body.errors?.[0]
}

type Details = { role?: Role; access?: 'read' | 'write' }

/** Somebody with a token of their own. */
async function withToken(email: string, { role = 'author', ...details }: Details = {}) {
  const person = await authoring.addUser(email, role)
  return { ...(await makeApiToken(authoring, { email, ...details })), id: String(person.id) }
}

test('a program reads and writes for the person who made its token, and the database keeps a hash', async () => {
  const { token, program } = await withToken('wire@example.org')

  const { body } = await authoring.ask(me, program)
  const { body: written } = await authoring.ask(write, program)

  assert.deepEqual(body.data, { authenticatedItem: { email: 'wire@example.org' } })
  const { author } = (written.data?.['createArticle'] ?? {}) as { author?: unknown } // as asked for
  assert.deepEqual(author, { email: 'wire@example.org' })
  const { rows } = await authoring.pool.query('select to_jsonb(t) as row from "ApiToken" t')
  assert.match(token, /^bouclage_[\w-]{43}$/)
  assert.ok(!JSON.stringify(rows).includes(token))
  assert.ok(rows.some(({ row }) => row.ending === token.slice(-4) && row.lastUsedAt))
})

test('a token that reads sends no mutation, whatever its person may, and however it is written', async () => {
  const { program } = await withToken('reader@example.org', { role: 'editor', access: 'read' })
  const mutations = [
    write,
    `query Read { articlesCount } ${write}`,
    'mutation { endSession }',
    'mutation { createTag(data: { name: "Ailleurs", kind: place }) { id } }',
  ]

  assert.equal(await statusFor(program), 200)
  for (const query of mutations) {
    const refusal = await refusalOf(query, program)
    assert.ok(refusal, query)
  }
  const refusal = await refusalOf(write, program)
  assert.deepEqual(
    [refusal?.extensions['code'], refusal?.message.split('.')[0]],
    ['NOT_PERMITTED', 'This token only reads'],
  )
  assert.equal(await authoring.prisma.tag.count({ where: { name: 'Ailleurs' } }), 0)
})

test('the program of an admin does nothing that admins alone do, and reads nothing that they alone read', async () => {
  const { program, id } = await withToken('chief@example.org', { role: 'admin' })
  const acts = [
    'mutation { createUser(data: { name: "Moi", email: "me@example.org" }) { id } }',
    `mutation { updateUser(where: { id: "${id}" }, data: { role: author }) { id } }`,
    `mutation { createPasswordLink(where: { id: "${id}" }) }`,
    'mutation { createWebhook(data: { name: "Moi", url: "https://me.example" }) { id } }',
  ]

  for (const act of acts) assert.ok(await refusalOf(act, program), act)
  const { body } = await authoring.ask(
    '{ sessions { user { email } } apiTokens { person { email } } webhooks { id } }',
    program,
  )

  const seen = Object.values(body.data ?? {}).flat() as { user?: { email: string }; person?: { email: string } }[]
  const owners = new Set(seen.map(({ user, person }) => (user ?? person)?.email))
  assert.deepEqual([...owners], ['chief@example.org'])
})

test('a program sets no password and makes no token, though its person has just signed in', async () => {
  const { program, id } = await withToken('keeper@example.org')

  const password = await refusalOf(
    `mutation { updateUser(where: { id: "${id}" }, data: { password: "chosen by a program" }) { id } }`,
    program,
  )
  const token = await refusalOf(makeMutation, { ...program, variables: { name: 'Encore', access: 'write', days: 1 } })

  assert.match(password?.message ?? '', /^A password is set within 15 minutes/)
  assert.match(token?.message ?? '', /^A token is made within 15 minutes/)
})

test('whoever finds a desk left open makes no token there', async () => {
  await authoring.addUser('left@example.org', 'author')
  const { cookie } = await authoring.signIn('left@example.org', 'correct horse')
  const past = new Date(Date.now() - 16 * 60_000)
  await authoring.prisma.session.updateMany({ data: { createdAt: past } })

  const refusal = await refusalOf(makeMutation, { cookie, variables: { name: 'La mienne', access: 'read', days: 1 } })

  assert.match(refusal?.message ?? '', /^A token is made within 15 minutes of signing in/)
})

test('a revoked token, one that ran out, and those of a closed account or of an old password count no more', async () => {
  const revoked = await withToken('revoked@example.org')
  const late = await withToken('late@example.org')
  const closed = await withToken('closed@example.org')
  const renewed = await withToken('renewed@example.org')
  const { rows } = await authoring.pool.query(
    `select t.id from "ApiToken" t join "User" u on u.id = t.person where u.email = 'revoked@example.org'`,
  )

  assert.deepEqual(
    await Promise.all([revoked, late, closed, renewed].map(({ program }) => statusFor(program))),
    [200, 200, 200, 200],
  )
  await authoring.ask(`mutation { revokeApiToken(where: { id: "${rows[0].id}" }) { id } }`, { cookie: revoked.cookie })
  await shiftBack('late@example.org')
  await authoring.prisma.user.update({ where: { id: closed.id }, data: { active: false } })
  await authoring.ask(
    `mutation { updateUser(where: { id: "${renewed.id}" }, data: { password: "a second and better one" }) { id } }`,
    { cookie: renewed.cookie },
  )

  assert.deepEqual(
    await Promise.all([revoked, late, closed, renewed].map(({ program }) => statusFor(program))),
    [401, 401, 401, 401],
  )
})

/** As if the tokens of this person had been made a year earlier; nothing but a test moves them. */
async function shiftBack(email: string): Promise<void> {
  await authoring.pool.query(
    `begin; alter table "ApiToken" disable trigger keep_as_made;
     update "ApiToken" t set "createdAt" = t."createdAt" - interval '1 year', "expiresAt" = t."expiresAt" - interval '1 year'
       from "User" u where u.id = t.person and u.email = '${email}';
     alter table "ApiToken" enable trigger keep_as_made; commit`,
  )
}

test('a token that is worth nothing is nobody, even beside a session that is good', async () => {
  const { token, cookie } = await withToken('both@example.org')
  const made = [
    `${token}x`,
    token.slice(0, -1),
    'bouclage_',
    `bouclage_${'A'.repeat(43)}`,
    `bouclage_${'é'.repeat(10)}`,
  ]

  const alone = await statusFor({ cookie })
  const beside = []
  for (const wrong of made)
    beside.push(await statusFor({ cookie, headers: { authorization: `Bearer ${encodeURI(wrong)}` } }))
  const other = await statusFor({ cookie, headers: { authorization: 'Basic cHJveHk6c2VjcmV0' } })

  assert.deepEqual([alone, other], [200, 200])
  assert.deepEqual(
    beside,
    made.map(() => 401),
  )
})

test('nobody sees or revokes the tokens of somebody else, but admins do', async () => {
  const { program } = await withToken('owner@example.org')
  const { rows } = await authoring.pool.query(
    `select t.id from "ApiToken" t join "User" u on u.id = t.person where u.email = 'owner@example.org'`,
  )
  const id = String(rows[0].id)
  const revoke = `mutation { revokeApiToken(where: { id: "${id}" }) { revokedAt } }`
  await authoring.addUser('curious@example.org', 'editor')
  await authoring.addUser('boss@example.org', 'admin')
  const [curious, boss] = [
    (await authoring.signIn('curious@example.org', 'correct horse')).cookie,
    (await authoring.signIn('boss@example.org', 'correct horse')).cookie,
  ]

  const { body: seen } = await authoring.ask(`{ apiToken(where: { id: "${id}" }) { name } apiTokens { id } }`, {
    cookie: curious,
  })
  const refused = await refusalOf(revoke, { cookie: curious })
  const before = await statusFor(program)
  await authoring.ask(revoke, { cookie: boss })
  await authoring.ask(revoke, { cookie: boss })

  assert.deepEqual(seen.data, { apiToken: null, apiTokens: [] })
  assert.equal(refused?.extensions['code'], 'NOT_FOUND')
  assert.deepEqual([before, await statusFor(program)], [200, 401])
  const entries = await authoring.prisma.auditEntry.findMany({
    where: { subject: `apiToken:${id}` },
    orderBy: { sequence: 'asc' },
  })
  assert.deepEqual(
    entries.map(({ action }) => action),
    ['apiToken.make', 'apiToken.revoke'],
  )
  assert.ok(!JSON.stringify(entries).includes('bouclage_'))
})

test('a token has a name and an end, and nobody has more than twenty, made at once or one by one', async () => {
  await authoring.addUser('many@example.org', 'author')
  const { cookie } = await authoring.signIn('many@example.org', 'correct horse')
  const order = (details: object) => ({ cookie, variables: { name: 'Un robot', access: 'read', days: 30, ...details } })

  for (const wrong of [
    { name: ' ' },
    { name: 'a'.repeat(121) },
    { name: 'deux\nlignes' },
    { days: 0 },
    { days: 366 },
    { days: -1 },
  ]) {
    const refusal = await refusalOf(makeMutation, order(wrong))
    assert.equal(refusal?.extensions['code'], 'INVALID_INPUT', JSON.stringify(wrong))
  }
  const most = apiTokenLimits.openForOnePerson
  const answers = await Promise.all(Array.from({ length: most + 5 }, () => authoring.ask(makeMutation, order({}))))

  const refused = answers.flatMap(({ body }) => body.errors ?? [])
  assert.equal(refused.length, 5)
  assert.match(refused[0]?.message ?? '', /^You have 20 tokens/)
})

test('the database keeps a token as it was made, and revoked', async () => {
  const { id } = await withToken('kept@example.org')
  const change = (set: string) => authoring.pool.query(`update "ApiToken" set ${set} where person = $1`, [id])

  await assert.rejects(change(`access = 'read'`), /stays as it was made/)
  await assert.rejects(change(`"expiresAt" = "expiresAt" + interval '1 day'`), /stays as it was made/)
  await change(`"revokedAt" = now()`)
  await assert.rejects(change(`"revokedAt" = null`), /stays as it was made/)
})
