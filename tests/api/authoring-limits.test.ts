import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import {
  buildSchema,
  getIntrospectionQuery,
  getNamedType,
  getOperationAST,
  isCompositeType,
  isObjectType,
  parse,
} from 'graphql'
import { assertShape } from '../../server/limit-queries.ts'
import { pointsOfField, weighQuery } from '../../server/weigh-query.ts'
import { startCountingStatements } from '../count-statements.ts'
import { startCountingWork } from '../count-work.ts'
import { startAuthoring, type AuthoringUnderTest } from '../start-authoring.ts'
import { sendTo, type Answer } from '../start-doors.ts'

// A stock Keystone 8.1 answers all of these as far as its machine allows: it has no limit on depth, aliases, `take`,
// filters or variables, counts no cost, and a negative `skip` is an error inside of Prisma.

const schema = buildSchema(readFileSync(path.resolve(import.meta.dirname, '../../schema.graphql'), 'utf8'))

let doors: AuthoringUnderTest
let cookie: string | undefined
let work: Awaited<ReturnType<typeof startCountingWork>>
let statements: ReturnType<typeof startCountingStatements>
/** What it costs to open a story of sixty sections, and to be recognised. */
let good: Cost
let recognised: Cost
let storyId: string
let authorId: string

type Cost = { answer: Answer; spent: number; statements: number }

before(async () => {
  doors = await startAuthoring()
  authorId = (await doors.addUser('zoe@example.org', 'editor')).id
  cookie = (await doors.signIn('zoe@example.org', 'correct horse')).cookie
  statements = startCountingStatements()
  work = await startCountingWork()
  storyId = await storyOfSections(60)
  await send({ query: itemPage, variables: { id: storyId } })
  good = await send({ query: itemPage, variables: { id: storyId } })
  // What the first refusal of all sets up is no part of it.
  await send({ query: '{ nope }' })
  recognised = await send({ query: '{ __typename }' })
})
after(async () => {
  statements?.stop()
  await work?.stop()
  await doors?.close()
})

const picture = '{ id altText caption creditLine isDecorative focalPointX focalPointY }'

/** As Keystone's item page composes it from the list's fields, with what the panel beside it asks. */
const itemPage = `query ($id: ID!) { item: article(where: { id: $id }) {
  id headline description slug byline language urgency edNote embargoedUntil unpublishAt state version
  sections { id heading body { document } image ${picture} imageAltText imageCaption }
  image ${picture} imageAltText imageCaption tags { id label: name } relatedArticles { id label: headline }
  author { id label: name } openPreviewLinks releases { id label: name }
  publicStatus scheduleState hasUnpublishedChanges readingMinutes checklist { code field done sentence }
  moves { name allowed asks refusal { code sentence } } live { revision at by { name } }
  notes(take: 100) { id text author { id name } }
} }`

const paragraph = (text: string) => [{ type: 'paragraph', children: [{ text }] }]

async function storyOfSections(count: number): Promise<string> {
  const sections = Array.from({ length: count }, (_, index) => ({
    heading: `Partie ${index}`,
    body: paragraph(`Le texte de la partie ${index}. `.repeat(20)),
  }))
  const create = 'mutation ($data: ArticleCreateInput!) { createArticle(data: $data) { id } }'
  const { body } = await doors.ask(create, { cookie, variables: { data: { headline: 'Soixante parties', sections } } })
  return (dataOf({ body })['createArticle'] as { id: string }).id
}

const times = (count: number, part: (index: number) => string, between = ' ') =>
  Array.from({ length: count }, (_, index) => part(index)).join(between)

type Attack = { query: string; variables?: unknown; limit?: string } | { body: string; limit?: string }

const inArticle = (selection: string, limit?: string): Attack => ({
  query: `{ article(where: { id: "a" }) { ${selection} } }`,
  ...(limit && { limit }),
})
const withWhere = (where: unknown, limit: string): Attack => ({
  query: 'query ($where: ArticleWhereInput!) { articles(where: $where, take: 1) { id } }',
  variables: { where },
  limit,
})
const nested = (depth: number): object => (depth === 0 ? { id: { equals: 'a' } } : { NOT: [nested(depth - 1)] })
const stories = 'mutation ($data: [ArticleCreateInput!]!) { createArticles(data: $data) { id } }'

/** What attackers of GraphQL send, and the limit that stops it; without one, GraphQL's own rules refuse it. */
const attacks: Record<string, Attack> = {
  'depth: people of people of people': {
    query: `{ articles(take: 1) { ${'author { sessions { user { '.repeat(8)} id ${'} } } '.repeat(8)} } }`,
    limit: 'depth',
  },
  'depth: introspection of types of types': {
    query: `{ __schema { types ${'{ fields { type '.repeat(40)} { name } ${'} }'.repeat(40)} } }`,
    limit: 'depth',
  },
  'depth: as allowed, and each level a list': {
    query: '{ releases { articles { releases { articles { headline } } } } }',
    limit: 'lists',
  },
  'depth: braces that never close': { query: '{ articles { tags '.repeat(400) },
  'depth: inline fragments': inArticle(`${'... on Article { '.repeat(300)} id ${'} '.repeat(300)}`, 'depth'),
  'width: a hundred lists at the root': {
    query: `{ ${times(100, i => `a${i}: articles { id }`)} }`,
    limit: 'rootFields',
  },
  'width: the same field a thousand times': inArticle(
    times(1_900, () => 'id'),
    'repeats',
  ),
  'width: all stories, with all that each has': {
    query: '{ articles(take: 1000) { sections { id } tags { id } notes { id } } }',
    limit: 'points',
  },
  'width: as many rows as allowed, each checked': {
    query: '{ articles(take: 1000) { checklist { code } } }',
    limit: 'points',
  },
  'width: a story’s checklist fifty times': {
    query: `{ articles(take: 20) { ${times(50, i => `c${i}: checklist { code }`)} } }`,
    limit: 'points',
  },
  'aliases: hundreds of one field': inArticle(
    times(400, i => `a${i}: id`),
    'aliases',
  ),
  'aliases: counts': inArticle(
    times(60, i => `a${i}: notesCount`),
    'aliases',
  ),
  'aliases: through fragments': {
    query: `{ article(where: { id: "a" }) { ...f0 } } ${times(20, i => `fragment f${i} on Article { a: author { id } ...f${i + 1} ...f${i + 1} }`)} fragment f20 on Article { id }`,
    limit: 'aliases',
  },
  'fragments: a circle': {
    query: '{ articles { ...f } } fragment f on Article { author { id } ...g } fragment g on Article { ...f }',
  },
  'fragments: a circle of a hundred': {
    query: `{ article(where: { id: "a" }) { ...f0 } } ${times(200, i => `fragment f${i} on Article { ...f${(i + 1) % 200} }`)}`,
    limit: 'spreads',
  },
  'fragments: a billion laughs': {
    query: `{ article(where: { id: "a" }) { ...f0 } } ${times(60, i => `fragment f${i} on Article { ...f${i + 1} ...f${i + 1} }`)} fragment f60 on Article { id }`,
    limit: 'spreads',
  },
  'fragments: as many as are allowed, all alike': inFragments(24, 'id author { id name } tags { id }'),
  'fragments: one that nobody uses, and wide': {
    query: `{ tags(take: 1) { id } } fragment f on Tag { ${times(1_900, () => 'id')} }`,
    limit: 'repeats',
  },
  'directives: hundreds on one field': inArticle(`id ${'@skip(if: false) '.repeat(250)}`),
  'directives: unknown ones': inArticle(`id ${times(900, i => `@d${i}`)}`),
  'literals: a number of nine thousand digits': { query: `{ articles(take: ${'9'.repeat(9_000)}) { id } }` },
  'literals: a text of nine thousand characters': {
    query: `{ articles(where: { headline: { contains: "${'x'.repeat(9_000)}" } }, take: 1) { id } }`,
    limit: 'filterCharacters',
  },
  'literals: a text longer than a query may be': {
    query: `{ articles(where: { headline: { contains: "${'x'.repeat(1_900_000)}" } }, take: 1) { id } }`,
    limit: 'characters',
  },
  'literals: lists in lists': {
    query: `{ articles(where: { AND: ${'['.repeat(900)}${']'.repeat(900)} }) { id } }`,
  },
  'literals: filters in filters': {
    query: `{ articles(where: ${'{ NOT: '.repeat(400)}{ id: { equals: "a" } }${' }'.repeat(400)}, take: 1) { id } }`,
    limit: 'filterDepth',
  },
  'literals: more words than a query may have': { query: `{ tags { ${'a{b}'.repeat(1_000)} } }`, limit: 'tokens' },
  'take: giant': {
    query: 'query ($n: Int) { articles(take: $n) { id } }',
    variables: { n: 2_147_483_647 },
    limit: 'take',
  },
  'take: negative and giant': { query: '{ articles(take: -2147483648) { id } }', limit: 'take' },
  'take: giant, one level down': { query: '{ releases(take: 1) { articles(take: 5000) { id } } }', limit: 'take' },
  'take: as allowed, level on level': {
    query: '{ releases(take: 1000) { articles(take: 1000) { headline } } }',
    limit: 'points',
  },
  'skip: negative': { query: '{ articles(take: 1, skip: -1) { id } }', limit: 'skip' },
  'skip: giant': { query: '{ articles(take: 1, skip: 2147483647) { id } }', limit: 'skip' },
  'first: giant': { query: '{ myNotifications(first: 2147483647) { id } }', limit: 'points' },
  'filters: fifty thousand ids': withWhere({ id: { in: Array.from({ length: 50_000 }, (_, i) => `id${i}`) } }, 'items'),
  'filters: ten thousand alternatives': withWhere({ OR: Array.from({ length: 10_000 }, () => nested(0)) }, 'items'),
  'filters: four hundred alternatives': withWhere({ OR: Array.from({ length: 400 }, () => nested(0)) }, 'conditions'),
  'filters: forty levels': withWhere(nested(40), 'filterDepth'),
  'filters: deeper than a stack': {
    body: `{"query":"query ($w: ArticleWhereInput!) { articles(where: $w, take: 1) { id } }","variables":{"w":${'{"NOT":['.repeat(20_000)}${']}'.repeat(20_000)}}}`,
    limit: 'variableDepth',
  },
  'filters: a text of a megabyte': withWhere({ headline: { contains: '%_'.repeat(500_000) } }, 'filterCharacters'),
  'orders: by hundreds': {
    query: `query ($by: [ArticleOrderByInput!]!) { articles(orderBy: $by, take: 1) { id } }`,
    variables: { by: Array.from({ length: 400 }, () => ({ headline: 'asc' })) },
    limit: 'conditions',
  },
  'variables: ten thousand that nobody declared': {
    query: '{ __typename nope }',
    variables: Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`v${i}`, 1])),
  },
  'variables: hundreds declared': { query: `query (${times(450, i => `$v${i}: Int`)}) { tags(take: 1) { id } }` },
  'variables: a story of a thousand levels': {
    query: 'mutation ($data: ArticleCreateInput!) { createArticle(data: $data) { id } }',
    variables: {
      data: {
        headline: 'A',
        sections: [{ body: JSON.parse(`${'[{"children":'.repeat(1_000)}[]${'}]'.repeat(1_000)}`) }],
      },
    },
    limit: 'variableDepth',
  },
  'mutations: a thousand stories at once': {
    query: stories,
    variables: { data: Array.from({ length: 1_000 }, () => ({ headline: 'A' })) },
    limit: 'items',
  },
  'mutations: four hundred stories at once': {
    query: stories,
    variables: { data: Array.from({ length: 400 }, () => ({ headline: 'A' })) },
    limit: 'writes',
  },
  'mutations: a hundred stories, four times': {
    query: `mutation ($data: [ArticleCreateInput!]!) { ${times(4, i => `a${i}: createArticles(data: $data) { id }`)} }`,
    variables: { data: Array.from({ length: 100 }, () => ({ headline: 'A' })) },
    limit: 'points',
  },
  'mutations: a story with two thousand tags': {
    query: 'mutation ($data: ArticleCreateInput!) { createArticle(data: $data) { id } }',
    variables: { data: { headline: 'A', tags: { connect: Array.from({ length: 2_000 }, () => ({ id: 'a' })) } } },
    limit: 'related',
  },
  'mutations: a story within a story within a story': {
    query: stories,
    variables: { data: Array.from({ length: 50 }, () => storyWithin(20)) },
    limit: 'writes',
  },
  'body: sixty queries at once': {
    body: JSON.stringify(Array.from({ length: 60 }, () => ({ query: itemPage }))),
    limit: 'batch',
  },
  'body: lists in lists': { body: '['.repeat(500_000) + ']'.repeat(500_000), limit: 'batch' },
  'body: beyond the largest': { body: `{"query":"${'x'.repeat(2_100_000)}"}`, limit: 'bodyBytes' },
  'body: cut off': { body: '{"query":"{ articles { id' },
  'body: a key that is no name': { body: '{"__proto__":{"query":"{ tags { id } }"},"constructor":{"prototype":{}}}' },
}

function inFragments(count: number, selection: string): Attack {
  const spreads = times(count, i => `...f${i}`)
  const fragments = times(count, i => `fragment f${i} on Article { ${selection} }`)
  return { query: `{ article(where: { id: "a" }) { ${spreads} nope } } ${fragments}` }
}

function storyWithin(depth: number): object {
  return { headline: 'A', ...(depth > 0 && { relatedArticles: { create: [storyWithin(depth - 1)] } }) }
}

async function send(
  request: { query: string; variables?: unknown } | { body: string },
  as: string | undefined = cookie,
): Promise<Cost> {
  const body = 'body' in request ? request.body : JSON.stringify({ query: request.query, variables: request.variables })
  let told: { result: Answer; statements: number } | undefined
  const spent = await work.during(async () => {
    told = await statements.during(() => sendTo(doors.port, body, as ? { cookie: as } : {}))
  })
  assert.ok(told)
  return { answer: told.result, statements: told.statements, spent }
}

test('no attack costs as much as opening a story, none reads anything, and each is told which limit it broke', async () => {
  const passed = []
  for (const [name, attack] of Object.entries(attacks)) {
    const { answer, statements: read, spent } = await send(attack)

    const { code, limit } = answer.body.errors?.[0]?.extensions ?? {}
    const isRefused = answer.status === 400 && code === (attack.limit ? 'LIMIT_EXCEEDED' : 'INVALID_INPUT')
    if (!isRefused || limit !== attack.limit) passed.push({ name, status: answer.status, code, limit })
    if (read > recognised.statements) passed.push({ name, read })
    if (spent > good.spent) passed.push({ name, spent, good: good.spent })
  }

  assert.deepEqual(passed, [])
})

test('a stranger who sends the same has nothing read for them, and pays no more attention', async () => {
  const passed = []
  for (const [name, attack] of Object.entries(attacks)) {
    const { answer, statements: read, spent } = await send(attack, 'none=1')

    const { code } = answer.body.errors?.[0]?.extensions ?? {}
    if (answer.status < 400 || !['NOT_SIGNED_IN', 'LIMIT_EXCEEDED', 'INVALID_INPUT'].includes(String(code)))
      passed.push({ name, status: answer.status, code })
    if (read > 0 || spent > good.spent) passed.push({ name, read, spent, good: good.spent })
  }

  assert.deepEqual(passed, [])
})

test('a field of a story weighs no less than the statements that it takes', async () => {
  const selections = Object.entries(pointsOfField).flatMap(([name, points]) => {
    const [type, field = ''] = name.split('.')
    return type === 'Article' ? [{ field, points, selection: selectionOf(field) }] : []
  })
  const id = await storyOfSections(2)
  const costOf = async (fields: string) =>
    (await send({ query: `{ article(where: { id: "${id}" }) { id ${fields} } }` })).statements

  const bare = await costOf('')
  const light = []
  for (const { field, points, selection } of selections) {
    const own = (await costOf(`${field} ${selection}`)) - bare
    if (own * 10 > points) light.push({ field, own, points })
  }

  assert.ok(selections.length > 5)
  assert.deepEqual(light, [])
})

/** What an object is asked for by itself: its name alone. */
function selectionOf(field: string): string {
  const type = schema.getType('Article')
  return isObjectType(type) && isCompositeType(getNamedType(type.getFields()[field]!.type)) ? '{ __typename }' : ''
}

test('the same holds for a query in the address, and for one that comes with files', async () => {
  const query = '{ releases { articles { releases { articles { headline } } } } }'
  const form = ['operations', JSON.stringify({ query }), 'map', '{}']
  const part = (name: string, value: string) =>
    `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const headers = { 'apollo-require-preflight': '1' }

  const inAddress = await sendTo(doors.port, undefined, {
    ...{ cookie, headers },
    path: `/api/graphql?query=${encodeURIComponent(query)}`,
  })
  const withFiles = await sendTo(doors.port, `${part(form[0]!, form[1]!)}${part(form[2]!, form[3]!)}--x--\r\n`, {
    cookie,
    headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x' },
  })

  for (const { status, body } of [inAddress, withFiles]) {
    assert.equal(status, 400)
    assert.equal(body.errors?.[0]?.extensions['limit'], 'lists')
  }
})

test('a story of sixty sections opens whole, with as many statements as one of two', async () => {
  const short = await storyOfSections(2)

  const small = await send({ query: itemPage, variables: { id: short } })
  const large = await send({ query: itemPage, variables: { id: storyId } })

  const item = dataOf(large.answer)['item'] as { sections: { heading: string }[]; checklist: unknown[] }
  assert.equal(large.answer.body.errors, undefined)
  assert.deepEqual(
    item.sections.map(({ heading }) => heading),
    Array.from({ length: 60 }, (_, index) => `Partie ${index}`),
  )
  assert.equal(large.statements, small.statements)
})

test('measuring a query costs less than a tenth of answering it', async () => {
  const document = parse(itemPage)
  const operation = getOperationAST(document)
  assert.ok(operation)

  const measuring = await work.during(async () => {
    assertShape(document, itemPage, schema)
    weighQuery(operation, { document, schema, variables: { id: storyId } })
  })

  assert.ok(measuring < good.spent / 10, `${measuring} of ${good.spent}`)
})

test('a list that names no end is whole or refused, and never cut', async () => {
  await doors.prisma.tag.createMany({
    data: numbered(1_001, n => ({ name: `Mot ${n}`, slug: `mot-${n}`, kind: 'topic' })),
  })
  await doors.prisma.editorialNote.createMany({
    data: numbered(101, n => ({ articleId: storyId, authorId, text: `Note ${n}` })),
  })

  const all = await doors.ask('{ tags { id } }', { cookie })
  const asked = await doors.ask('{ newest: tags(take: -1000) { id } next: tags(take: 2, skip: 1000) { id } }', {
    cookie,
  })
  const inList = await doors.ask('{ articles { notes { id } } }'.replace('articles', 'articles(take: 5)'), { cookie })
  const ofOne = await doors.ask(`{ article(where: { id: "${storyId}" }) { notes { id } } }`, { cookie })

  const natural = await doors.ask('{ articles { headline sections { heading } tags { name } } }', { cookie })
  await doors.prisma.article.createMany({
    data: numbered(300, n => ({ headline: `Article ${n}`, slug: `article-${n}`, authorId })),
  })
  const together = await doors.ask('{ articles { checklist { code } } }', { cookie })

  assert.deepEqual([limitOf(all), limitOf(inList), limitOf(together)], ['take', 'nestedTake', 'points'])
  assert.ok((dataOf(natural)['articles'] as unknown[]).length > 0)
  assert.match(all.body.errors?.[0]?.message ?? '', /more than 1000 .* “take” .* “skip”/)
  assert.equal((dataOf(asked)['newest'] as unknown[]).length, 1_000)
  assert.equal((dataOf(asked)['next'] as unknown[]).length, 1)
  assert.equal((dataOf(ofOne)['article'] as { notes: unknown[] }).notes.length, 101)
})

test('our own lists say how many they bring, and refuse any other number', async () => {
  const fields = {
    myNotifications: '(first: %) { id }',
    history: `(where: { id: "${storyId}" }, first: %) { number }`,
    articleTrail: `(where: { id: "${storyId}" }, first: %) { sequence }`,
    pictureLibrary: '(first: %) { next }',
    articleList: '(first: %) { next }',
  }

  const refusals = []
  for (const [field, asked] of Object.entries(fields))
    for (const number of ['-1', '0', '1001'])
      refusals.push(await doors.ask(`{ ${field}${asked.replace('%', number)} }`, { cookie }))

  for (const { body } of refusals) {
    assert.equal(body.errors?.[0]?.extensions['code'], 'LIMIT_EXCEEDED')
    assert.match(body.errors?.[0]?.message ?? '', /from 1 to \d+/)
  }
})

test('whoever is signed in may read the schema; a stranger is told nothing of it', async () => {
  const introspection = getIntrospectionQuery()

  const colleague = await doors.ask(introspection, { cookie })
  const stranger = await doors.ask(introspection)
  const guessing = await doors.ask(
    'mutation { authenticateUserWithPasswort(email: "a", password: "b") { __typename } }',
  )

  assert.ok(colleague.body.data?.['__schema'])
  assert.equal(stranger.body.errors?.[0]?.extensions['code'], 'NOT_SIGNED_IN')
  assert.equal(guessing.text, stranger.text)
})

const numbered = <Row>(count: number, row: (n: number) => Row): Row[] =>
  Array.from({ length: count }, (_, index) => row(index))

const limitOf = ({ body }: Answer) => body.errors?.[0]?.extensions['limit']

/** What was asked for; empty for a refusal. */
const dataOf = ({ body }: Pick<Answer, 'body'>): Record<string, unknown> => body.data ?? {}
