import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { buildSchema, type GraphQLField, type GraphQLObjectType } from 'graphql'
import { feedFormats } from '../../delivery/feeds/feed-formats.ts'
import { buildDelivery } from '../../delivery/build-delivery.ts'
import { openDeliveryPool } from '../../delivery/open-delivery-pool.ts'
import { deliverySchema } from '../../delivery/schema.ts'
import { startCountingStatements } from '../count-statements.ts'
import { attemptsOf } from '../leak-attempts.ts'
import { anyOf, questionsOf } from '../leak-questions.ts'
import { makeApiToken } from '../make-api-token.ts'
import { move, openTestNewsroom, type Story, type TestNewsroom } from '../newsroom.ts'
import { startAuthoring } from '../start-authoring.ts'
import type { Call } from '../start-doors.ts'

const counting = startCountingStatements()
after(() => counting.stop())

test('a stranger and whoever is a stranger again learn nothing from any field of the authoring API', async t => {
  const authoring = await startAuthoring()
  after(() => authoring.close())
  const callers: Record<string, Call> = {
    'no session': {},
    ...(await endedSessions(authoring)),
    ...(await endedTokens(authoring)),
    ...(await headersOf(authoring)),
  }
  const row = { id: 'hiddenrow', slug: 'hidden-row', sequence: 1, email: 'hidden@example.org' }
  const lists = [
    'Article',
    'Section',
    'Tag',
    'Image',
    'User',
    'Revision',
    'AuditEntry',
    'Session',
    'ApiToken',
    'Webhook',
  ]
  const known = { hidden: Object.fromEntries(lists.map(list => [list, row])), visible: {} }
  const schema = buildSchema(readFileSync('schema.graphql', 'utf8'))
  // One for each field and way: they are turned away before any argument is read.
  const asked = [...questionsOf(schema, known), ...attemptsOf(schema, known)]
  const each = [...new Map(asked.map(question => [question.text, question])).values()]
  const askAll = async () => {
    const answers = []
    for (const [name, call] of Object.entries(callers))
      for (const { text, variables } of each) {
        const { status, body } = await authoring.ask(text, { ...call, variables })
        answers.push(
          `${name} ${/\{ (\w+)/.exec(text)?.[1]}: ${status} ${body.errors?.[0]?.message} ${JSON.stringify(body.data)}`,
        )
      }
    return answers
  }

  const empty = await askAll()
  await authoring.prisma.article.create({ data: { id: row.id, slug: row.slug, headline: 'Un brouillon' } })
  await authoring.prisma.tag.create({ data: { id: row.id, slug: row.slug, name: 'Un lieu' } })
  await authoring.prisma.webhook.create({ data: { id: row.id, name: 'Un site' } })
  const full = await askAll()

  assert.deepEqual(full, empty)
  const open = full.filter(answer => !answer.includes(': 401 You are not signed in'))
  assert.deepEqual([...new Set(open.map(answer => /(\w+):/.exec(answer)?.[1]))], [])
  assert.ok(full.length > 900, `${full.length} cases`)
  t.diagnostic(`${full.length} cases, each asked in two worlds`)
})

type Authoring = Awaited<ReturnType<typeof startAuthoring>>

/** Cookies that were good once: of a session that ran out, of one that was ended, and of an account that was closed. */
async function endedSessions({ addUser, signIn, prisma }: Authoring) {
  const signedIn = async (email: string) => {
    const { id } = await addUser(email, 'admin')
    const { cookie } = await signIn(email, 'correct horse')
    assert.ok(cookie)
    return { id, cookie }
  }
  const [expired, revoked, closed] = [
    await signedIn('expired@example.org'),
    await signedIn('revoked@example.org'),
    await signedIn('closed@example.org'),
  ]
  const past = new Date(Date.now() - 1000)
  const earlier = new Date(Date.now() - 2000)
  await prisma.session.updateMany({ where: { userId: expired.id }, data: { createdAt: earlier, expiresAt: past } })
  await prisma.session.updateMany({ where: { userId: revoked.id }, data: { revokedAt: past } })
  await prisma.user.update({ where: { id: closed.id }, data: { active: false } })
  return {
    'ran out': { cookie: expired.cookie },
    'was ended': { cookie: revoked.cookie },
    'was closed': { cookie: closed.cookie },
  }
}

/** Tokens that were good once, likewise, and one that was made up. */
async function endedTokens(authoring: Authoring) {
  const { addUser, ask, prisma } = authoring
  const made = async (name: string) => {
    const email = `${name}.program@example.org`
    const { id } = await addUser(email, 'admin')
    const { program, cookie } = await makeApiToken(authoring, { email })
    return { id, program, cookie }
  }
  const [expired, revoked, closed] = [await made('expired'), await made('revoked'), await made('closed')]
  const { id } = await prisma.apiToken.findFirstOrThrow({ where: { personId: revoked.id } })
  await ask(`mutation { revokeApiToken(where: { id: "${id}" }) { id } }`, { cookie: revoked.cookie })
  await prisma.user.update({ where: { id: closed.id }, data: { active: false } })
  await prisma.$executeRaw`alter table "ApiToken" disable trigger keep_as_made`
  const [createdAt, expiresAt] = [new Date(Date.now() - 2000), new Date(Date.now() - 1000)]
  await prisma.apiToken.updateMany({ where: { personId: expired.id }, data: { createdAt, expiresAt } })
  return {
    'a token that ran out': expired.program,
    'a token that was revoked': revoked.program,
    'a token of a closed account': closed.program,
    'a token that was made up': { headers: { authorization: `Bearer bouclage_${'A'.repeat(43)}` } },
  }
}

/** Any other Authorization header is nobody, even with a session or a password that is good. */
async function headersOf({ addUser, signIn }: Authoring) {
  await addUser('open@example.org', 'admin')
  const { cookie = '' } = await signIn('open@example.org', 'correct horse')
  const token = cookie.split('=')[1] ?? assert.fail('signed in')
  const password = Buffer.from('open@example.org:correct horse').toString('base64')
  return {
    'a session as a bearer': { headers: { authorization: `Bearer ${token}` } },
    'a password in the header': { headers: { authorization: `Basic ${password}` } },
  }
}

test('a newsroom with nothing public answers its readers as an empty one', async t => {
  const newsroom = await openTestNewsroom()
  const emptyRoom = await openTestNewsroom()
  after(() => Promise.all([newsroom.close(), emptyRoom.close()]))
  const [reader, emptyReader] = [await readFrom(newsroom), await readFrom(emptyRoom)]
  after(() => Promise.all([reader.close(), emptyReader.close()]))
  const never = await neverPublic(newsroom)
  const once = await onceButNoLonger(newsroom)
  const tags = await newsroom.context.prisma.tag.findMany({ select: { slug: true } })
  const names = { ids: [...never, ...once].map(({ id }) => id), tags: tags.slice(0, 4).map(({ slug }) => slug) }
  const questions = [
    ...questionsForReaders({ ...names, slugs: [...never, ...once].map(({ slug }) => slug) }).filter(
      // What became of an address that readers may hold is public.
      question => !(question.includes('articleStatus') && once.some(({ slug }) => question.includes(`"${slug}"`))),
    ),
    ...addressesForReaders({ ...names, slugs: never.map(({ slug }) => slug) }),
  ]

  const differences = []
  for (const question of questions) {
    const [answer, asEmpty] = [await reader.ask(question), await emptyReader.ask(question)]
    if (answer !== asEmpty)
      differences.push(`${question.slice(0, 300)}: ${answer.slice(0, 300)} ≠ ${asEmpty.slice(0, 300)}`)
  }

  assert.deepEqual(differences, [])
  assert.ok(questions.length > 400, `${questions.length} cases`)
  t.diagnostic(`${questions.length} cases, each asked of two newsrooms`)
  const control = await newsroom.stories.live({ slug: 'un-temoin', headline: 'Le secret de la falaise' })
  const seen = await reader.ask(`{ article(id: "${control.id}") { headline } }`)
  assert.match(seen, /Le secret de la falaise/)
})

/** One story for each place that a story can be in without ever having been public. */
async function neverPublic(newsroom: TestNewsroom): Promise<Story[]> {
  const { stories, desks } = newsroom
  const words = { headline: 'Le secret de la falaise' }
  const embargoedUntil = new Date(Date.now() + 86_400_000).toISOString()
  const [archived, trashed, scheduled] = [
    await stories.draft(words),
    await stories.draft(words),
    await stories.approved(words),
  ]
  for (const [story, name] of [
    [archived, 'archive'],
    [trashed, 'trash'],
    [scheduled, 'schedule'],
  ] as const) {
    const { refusal } = await desks.publisher.ask(...move(name, story))
    assert.equal(refusal, null)
  }
  const embargoed = await stories.approved({ ...words, embargoedUntil })
  return [
    await stories.draft(words),
    await stories.inReview(words),
    await stories.approved(words),
    embargoed,
    archived,
    trashed,
    scheduled,
  ]
}

/** One story for each way in which a story leaves its readers. */
async function onceButNoLonger({ stories, desks }: TestNewsroom): Promise<Story[]> {
  const words = { headline: 'Le secret de la falaise' }
  const [withdrawn, killed, erased] = [await stories.live(words), await stories.live(words), await stories.live(words)]
  const answers = [
    await desks.publisher.ask(...move('unpublish', withdrawn)),
    await desks.publisher.ask(...move('kill', killed)),
    await desks.admin.ask(
      `mutation ($id: ID!, $version: Int!) {
        eraseArticle(where: { id: $id }, version: $version, legalBasis: "RGPD") { article { id } } }`,
      { id: erased.id, version: erased.version },
    ),
  ]
  for (const { refusal } of answers) assert.equal(refusal, null)
  return [withdrawn, killed, erased]
}

type Names = { ids: string[]; slugs: string[]; tags: string[] }

const schema = buildSchema(deliverySchema)

/** Every query of the delivery schema with every name in every argument that takes one, and each field that it gives. */
function questionsForReaders({ ids, slugs, tags }: Names): string[] {
  const values: Record<string, string[]> = {
    id: ids,
    slug: [...slugs, ...tags],
    tag: tags,
    query: ['falaise', 'secret OR mardi'],
  }
  return Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap(field => {
    const required = field.args.filter(({ type }) => String(type).endsWith('!'))
    const named = field.args.flatMap(argument =>
      (values[argument.name] ?? [JSON.stringify(anyOf(argument))].filter(() => argument.name === 'publishedAfter')).map(
        value => ({ name: argument.name, value: value.startsWith('"') ? value : JSON.stringify(value) }),
      ),
    )
    const given = named.map(({ name, value }) => `(${name}: ${value})`)
    return (required.length || field.name === 'article' ? given : ['', ...given])
      .filter(text => required.every(({ name }) => text.includes(`${name}:`)))
      .flatMap(text => fieldsOf(field).map(selection => `{ ${field.name}${text}${selection} }`))
  })
}

/** Each field of what a query gives by itself, and one level below it. */
function fieldsOf(field: GraphQLField<unknown, unknown>): string[] {
  const name = String(field.type).replace(/[[\]!]/g, '')
  if (name.endsWith('Connection')) {
    const node = name === 'TagConnection' ? 'Tag' : 'Article'
    return leavesOf(node).map(leaf => ` { nodes { ${leaf} } pageInfo { hasNextPage endCursor } }`)
  }
  return leavesOf(name).map(leaf => ` { ${leaf} }`)
}

function leavesOf(name: string, depth = 2): string[] {
  const type = schema.getType(name) as GraphQLObjectType // of an object, as its callers see to
  return Object.values(type.getFields()).flatMap(field => {
    const below = schema.getType(String(field.type).replace(/[[\]!]/g, ''))
    if (!below || !('getFields' in below)) return [field.name]
    if (depth === 0 || below.name.endsWith('Connection')) return []
    return leavesOf(below.name, depth - 2 < 0 ? 0 : depth - 2).map(leaf => `${field.name} { ${leaf} }`)
  })
}

const addressesForReaders = ({ slugs, tags }: Names) => [
  ...['/sitemap.xml', '/sitemap-news.xml', '/robots.txt'],
  ...Object.keys(feedFormats).flatMap(file => [
    `/feeds/${file}`,
    ...tags.map(tag => `/feeds/tags/${tag}/${file}`),
    ...slugs.map(slug => `/feeds/${file}/${slug}`),
  ]),
]

/** The door of the readers without its memory of answers: status, entity tag, cost and all of the body. */
async function readFrom({ databaseUrl, storage }: TestNewsroom) {
  const pool = openDeliveryPool({ databaseUrl, max: 1 })
  const app = buildDelivery({
    pool,
    publicUrl: 'https://news.example',
    storage,
    cache: { megabytes: 0, pollMs: 600_000, deafAfterMs: 900_000 },
  })
  await app.ready()
  return {
    async ask(question: string): Promise<string> {
      const { result, statements } = await counting.during(() =>
        question.startsWith('/')
          ? app.inject({ method: 'GET', url: question })
          : app.inject({ method: 'POST', url: '/graphql', payload: { query: question } }),
      )
      const { statusCode, headers, body } = result
      // Names of requests are new each time.
      const told = body.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'REQUEST')
      return JSON.stringify({ statusCode, etag: headers.etag, statements, told })
    },
    async close() {
      await app.close()
      await pool.end()
    },
  }
}
