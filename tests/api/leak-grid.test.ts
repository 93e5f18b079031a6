import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { config } from '@keystone-6/core'
import { getContext } from '@keystone-6/core/context'
import { relationship } from '@keystone-6/core/fields'
import type { Session } from '../../access.ts'
import { inTransaction } from '../../database/in-transaction.ts'
import { prismaOptions } from '../../database/prisma-options.ts'
import type { Context, TypeInfo } from '../../generated/keystone/types.ts'
import * as PrismaModule from '../../generated/prisma/client.ts'
import { lists } from '../../schema.ts'
import { actingAs } from '../../seed/open-authoring.ts'
import { newApiToken, recogniseApiToken } from '../../sign-in/api-tokens.ts'
import { startCountingStatements } from '../count-statements.ts'
import { attemptsOf } from '../leak-attempts.ts'
import { questionsOf, type Question } from '../leak-questions.ts'
import {
  changeWhatIsForAdmins,
  changeWhatIsForEditors,
  changeWhatIsNobodys,
  furnish,
  type Furnished,
} from '../leak-worlds.ts'
import { openTestNewsroom, type Desk, type TestNewsroom } from '../newsroom.ts'

let newsroom: TestNewsroom
let known: Furnished
const counting = startCountingStatements()
before(async () => {
  newsroom = await openTestNewsroom()
  known = await furnish(newsroom)
})
after(async () => {
  counting.stop()
  await newsroom.close()
})

type Caller = { name: string; context: Context<Session>; questions: Question[]; first: string[] }

test('whatever the schema lets somebody ask, what is private to others is as if it were not there', async t => {
  const { context, desks } = newsroom
  const { schema } = context.graphql
  const wide = [...questionsOf(schema, known), ...attemptsOf(schema, known)]
  const deep = [...questionsOf(schema, { ...known, depth: 3 }), ...attemptsOf(schema, known)]
  // Made before anybody asks: they are rows, too.
  const programs = { admin: await programOf(desks.admin), author: await programOf(desks.author) }
  const closed = { ...desks.admin.person, active: false, email: 'admin@example.org' }
  const left = context.withSession({ listKey: 'User', itemId: closed.id, data: closed })
  const ask = async (name: string, asking: Context<Session>, questions: Question[]): Promise<Caller> => ({
    ...{ name, questions },
    context: asking,
    first: await askAll(asking, questions),
  })
  const admin = await ask('an admin', desks.admin.context, wide)
  const editors = [
    await ask('a publisher', desks.publisher.context, wide),
    await ask('an editor', desks.editor.context, wide),
    await ask('the program of an admin', programs.admin, wide),
  ]
  const others = [
    await ask('an author', desks.author.context, deep),
    await ask('the program of an author', programs.author, wide),
    await ask('nobody', context.withSession(undefined), wide),
    await ask('an admin who has left', left, wide),
  ]

  await changeWhatIsNobodys(newsroom, known)
  const leaks = await differencesFor(admin)
  await changeWhatIsForAdmins(newsroom, known)
  for (const caller of editors) leaks.push(...(await differencesFor(caller)))
  await changeWhatIsForEditors(newsroom, known)
  for (const caller of others) leaks.push(...(await differencesFor(caller)))

  assert.deepEqual(leaks, [])
  const asked = [admin, ...editors, ...others]
  assert.deepEqual([...new Set(asked.flatMap(unforeseen))], [])
  const cases = asked.reduce((sum, { questions }) => sum + questions.length, 0)
  assert.ok(cases > 22_000, `${cases} cases`)
  t.diagnostic(`${cases} cases, each asked in two worlds`)
})

/** What a program shows that acts for this person, as the sign-in room understands it. */
async function programOf({ person }: Desk): Promise<Context<Session>> {
  const { token, hash, ending } = newApiToken()
  const expiresAt = new Date(Date.now() + 86_400_000)
  const { context } = newsroom
  await context.prisma.apiToken.create({
    data: { name: 'Un robot', tokenHash: hash, ending, access: 'write', personId: person.id, expiresAt },
  })
  // The sign-in room knows any Keystone; this one is ours.
  return context.withSession(await recogniseApiToken(context as never, { token, now: new Date() }))
}

test('the grid finds the leaks of a newsroom whose relations can be filtered as Keystone does it', async () => {
  const stock = openStock(newsroom)
  const author = actingAs(stock, { ...newsroom.desks.author.person, email: 'author@example.org' })
  const { schema } = stock.graphql
  const about = questionsOf(schema, { ...known, depth: 2 }).filter(
    ({ text, variables }) =>
      /\barticles\(/.test(text) && /relatedArticles.*"(headline|edNote)"|"cursor"/.test(JSON.stringify(variables)),
  )
  const rename = (headline: string) =>
    newsroom.context.prisma.article.update({
      where: { id: known.buried.id },
      data: { headline, edNote: headline, version: { increment: 1 } },
    })

  const first = await askAll(author, about)
  await rename('Tout autre chose')
  const caller = { name: 'an author', context: author, questions: about, first }
  const found = await differencesFor(caller)

  assert.ok(found.some(leak => leak.includes('"relatedArticles":{"some":{"headline":{"equals"')))
  await stock.prisma.$disconnect()
})

/** The same lists, but for one relation as Keystone’s documentation writes it, and without our own additions. */
function openStock({ databaseUrl, newsroom: room, storage }: TestNewsroom): Context<Session> {
  const ours = lists(room, storage)
  const related = relationship({ ref: 'Article', many: true })
  // Of all lists; a relation is one whoever’s list it is in, and its type says less.
  const article = ours.Article as NonNullable<typeof ours.Article>
  const fields = { ...article.fields, relatedArticles: related } as unknown as typeof article.fields
  const keystone = config<TypeInfo<Session>>({
    db: { provider: 'postgresql', prismaClientOptions: () => prismaOptions(databaseUrl, { max: 2 }) },
    lists: { ...ours, Article: { ...article, fields } },
    telemetry: false,
  })
  return getContext(keystone, PrismaModule)
}

async function askAll(context: Context<Session>, questions: Question[]): Promise<string[]> {
  const answers = []
  for (const question of questions) answers.push(await askOnce(context, question))
  return answers
}

const takenBack = Symbol('taken back')

/** The answer, errors too, and the number of statements it cost; what a mutation would have done is taken back. */
async function askOnce(context: Context<Session>, { kind, text: query, variables }: Question): Promise<string> {
  let answer: unknown
  const { statements } = await counting.during(async () => {
    if (kind !== 'mutation') return (answer = await context.graphql.raw({ query, variables }))
    return inTransaction(context, async tx => {
      answer = await tx.graphql.raw({ query, variables })
      throw takenBack
    }).catch((error: unknown) => assert.equal(error, takenBack))
  })
  const told = JSON.stringify({ answer: /order|cursor/.test(kind) ? answer : inAnyOrder(answer), statements })
  return query.includes('previewArticle') ? told.replace(momentOfPreview, '') : told
}

/** What nobody should be able to bring about by a question: that the database complains. */
const unforeseen = ({ questions, first }: Caller): string[] =>
  questions.flatMap(({ text, variables }, at) =>
    /invalid input|out of range|Raw query failed|ConnectorError/.test(first[at] ?? '')
      ? [`${text.slice(0, 300)} ${JSON.stringify(variables)}`]
      : [],
  )

/** A story that was never published is shown as if it were at this moment. */
const momentOfPreview = /<time dateTime=.*?<\/time>/g

/** Nobody said in which order: PostgreSQL gives rows as they lie, and any write moves them. */
function inAnyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(each => JSON.stringify(inAnyOrder(each))).sort()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inAnyOrder(each)]))
}

async function differencesFor({ name, context, questions, first }: Caller): Promise<string[]> {
  const again = await askAll(context, questions)
  return questions.flatMap(({ text, variables }, at) => {
    const [was, is] = [first[at] ?? '', again[at] ?? '']
    return was === is ? [] : [`${name}: ${text.slice(0, 300)} ${JSON.stringify(variables)} ${around(was, is)}`]
  })
}

function around(was: string, is: string): string {
  let at = 0
  while (was[at] === is[at]) at += 1
  const passage = (text: string) => text.slice(Math.max(0, at - 80), at + 80)
  return `was …${passage(was)}… and is …${passage(is)}…`
}
