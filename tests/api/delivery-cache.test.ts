import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, test } from 'node:test'

import { resetContent } from '../../seed/reset-content.ts'
import { addressOfQuery, startCachedDelivery, type CachedDelivery } from '../cached-delivery.ts'
import { move, openTestNewsroom, save, type Answer, type Story, type TestNewsroom } from '../newsroom.ts'
import { readAsApp, type App } from '../read-as-app.ts'

let newsroom: TestNewsroom
/** Two processes of delivery, and one that keeps nothing in memory: the truth. */
let processes: CachedDelivery[]
let truth: App
let story: Story
let tagged: string
let pictured: string

before(async () => {
  newsroom = await openTestNewsroom()
  const { stories, databaseUrl } = newsroom
  tagged = await stories.tag('Caucase')
  pictured = await stories.image()
  story = await stories.live({ slug: 'suivie', tags: { connect: [{ id: tagged }] } })
  await stories.live({ slug: 'autre' })
  await stories.live({ slug: 'illustree', image: { connect: { id: pictured } } })
  processes = [await startCachedDelivery(databaseUrl), await startCachedDelivery(databaseUrl)]
  truth = await readAsApp(newsroom)
})
after(async () => {
  await Promise.all(processes.map(each => each.close()))
  await truth.close()
  await newsroom.close()
})

const content = 'id slug headline sections { text } image { id } corrections { note }'

/** Questions of every kind, by what they ask for. */
const questions = {
  followed: `{ article(slug: "suivie") { ${content} } }`,
  followedWithTags: `{ article(slug: "suivie") { headline tags { name } } }`,
  followedThen: (at: string) => `{ article(slug: "suivie", asOf: "${at}") { headline } }`,
  other: `{ article(slug: "autre") { ${content} } }`,
  illustrated: `{ article(slug: "illustree") { headline image { id } } }`,
  coming: `{ article(slug: "a-venir") { headline } }`,
  nobody: `{ article(slug: "jamais") { headline } }`,
  status: `{ articleStatus(slug: "suivie") { status slug note } }`,
  otherStatus: `{ articleStatus(slug: "autre") { status slug note } }`,
  list: `{ articles { nodes { slug headline } } }`,
  tagList: `{ tag(slug: "caucase") { name articles { nodes { slug } } } }`,
  schema: `{ __type(name: "Article") { name } }`,
}
const asked = () =>
  Object.entries({ ...questions, followedThen: questions.followedThen(instant) }) as [Question, string][] // keys of questions
type Question = keyof typeof questions
let instant = '2020-01-01T00:00:00.000Z'

const touchedByAny: Question[] = ['nobody', 'list', 'tagList']
const touchedByStory: Question[] = [...touchedByAny, 'followed', 'followedWithTags', 'followedThen', 'status']

const moved = async (name: Parameters<typeof move>[0], of: Story): Promise<Story> =>
  told(await newsroom.desks.publisher.ask(...move(name, of)))['story'] as unknown as Story // the move asks for it
const told = ({ data, refusal }: Answer) => data ?? assert.fail(refusal?.message)

/** The approved text of the followed story is another one. */
async function rewrite(headline: string): Promise<void> {
  const { desks } = newsroom
  await desks.editor.ask(...save(story, { headline }))
  let current = { ...story, version: story.version + 1 }
  for (const [desk, name] of [
    [desks.author, 'submit'],
    [desks.publisher, 'approve'],
  ] as const) {
    current = told(await desk.ask(...move(name, current)))['story'] as unknown as Story // the move asks for it
  }
  story = current
}

/** What happens in the newsroom, and exactly which answers it ends the life of. */
const acts: { what: string; act: () => Promise<void>; touches: Question[] | 'everything' }[] = [
  { what: 'a save that is not public', act: () => rewrite('Une version à paraître'), touches: [] },
  {
    what: 'a new story at an address that was asked for',
    act: async () => void (await newsroom.stories.live({ slug: 'a-venir' })),
    touches: [...touchedByAny, 'coming'],
  },
  { what: 'an update', act: async () => void (story = await moved('publish', story)), touches: touchedByStory },
  {
    what: 'a correction',
    async act() {
      await rewrite('Une version corrigée')
      story = await moved('correct', story)
    },
    touches: touchedByStory,
  },
  {
    what: 'another name for a tag',
    act: async () =>
      void (await newsroom.desks.editor.ask(
        `mutation ($id: ID!) { updateTag(where: { id: $id }, data: { name: "Le Caucase" }) { id } }`,
        { id: tagged },
      )),
    touches: [...touchedByAny, 'followedWithTags'],
  },
  {
    what: 'a killed picture',
    act: async () =>
      void (await newsroom.desks.publisher.ask(
        `mutation ($id: ID!) { killImage(where: { id: $id }, reason: "Droits.") { id } }`,
        { id: pictured },
      )),
    touches: [...touchedByAny, 'illustrated'],
  },
  { what: 'a withdrawal', act: async () => void (story = await moved('unpublish', story)), touches: touchedByStory },
  { what: 'a kill', act: async () => void (story = await moved('kill', story)), touches: touchedByStory },
  {
    what: 'an erasure',
    act: async () =>
      void told(
        await newsroom.desks.admin.ask(
          `mutation ($id: ID!, $version: Int!) { eraseArticle(where: { id: $id }, version: $version, legalBasis: "Art. 17") { article { id } } }`,
          { id: story.id, version: story.version },
        ),
      ),
    touches: touchedByStory,
  },
  {
    what: 'the reset of the seed',
    act: async () => void (await resetContent(newsroom, { folder: path.resolve(import.meta.dirname, '../../seed') })),
    touches: 'everything',
  },
]

for (const { what, act, touches } of acts) {
  test(`${what} takes out of every process’s memory exactly the answers it touches, and all answers are right`, async () => {
    instant = new Date(Date.now() - 1).toISOString()
    await askAll()
    await Promise.all(processes.map(each => each.settle()))
    await askAll()
    const before = asked()

    await act()

    for (const each of processes) {
      await each.settle()
      const gone = before.filter(([, query]) => !each.holds(query)).map(([name]) => name)
      const expected =
        touches === 'everything'
          ? before.map(([name]) => name)
          : before.map(([name]) => name).filter(name => touches.includes(name))
      assert.deepEqual(gone, expected)
      for (const [name, query] of before) {
        const { json } = await each.ask(query)
        assert.deepEqual([name, json.data], [name, await truth.ask(query)])
      }
    }
  })
}

async function askAll(): Promise<void> {
  for (const each of processes) {
    for (const [name, query] of asked()) assert.equal((await each.ask(query)).status, 200, name)
  }
}

test('an answer from memory is the same to the byte, with the same headers, for GET, HEAD, POST and 304', async () => {
  const [one] = processes
  assert.ok(one)
  const query = `{ articles { nodes { id headline } } }`
  const body = JSON.stringify({ query })

  const first = await one.ask(query)
  const again = await one.ask(query)
  const head = await one.send(addressOfQuery(query), { method: 'HEAD' })
  const held = await one.ask(query, { 'if-none-match': String(first.headers.etag) })
  const posted = await one.send('/graphql', { method: 'POST', body })
  const postedAgain = await one.send('/graphql', { method: 'POST', body })

  assert.deepEqual(
    [first, again, head, held, posted, postedAgain].map(({ isHit }) => isHit),
    [false, true, true, true, false, true],
  )
  for (const each of [again, posted, postedAgain]) assert.equal(each.body, first.body)
  for (const each of [again, head, posted, postedAgain]) assert.deepEqual(lasting(each.headers), lasting(first.headers))
  assert.deepEqual([head.status, head.body, held.status, held.body], [200, '', 304, ''])
  for (const { headers } of [first, again, head, held]) assert.match(String(headers['x-request-id']), /^[0-9a-f-]{36}$/)
  const { 'content-type': _type, 'content-length': _length, ...others } = lasting(first.headers)
  assert.deepEqual(lasting(held.headers), others)
})

/** Without what is another one each time. */
function lasting({
  date: _date,
  'cache-status': _status,
  'x-request-id': _id,
  ...headers
}: Record<string, unknown>): Record<string, unknown> {
  return headers
}

test('many who ask the same at once are answered by one statement', async () => {
  const [one] = processes
  assert.ok(one)
  const before = one.app.answers.figures()

  const answers = await Promise.all(
    Array.from({ length: 30 }, () => one.ask(`{ articles(first: 7) { nodes { id } } }`)),
  )

  const { misses, hits, shared } = one.app.answers.figures()
  assert.equal(new Set(answers.map(({ body }) => body)).size, 1)
  assert.deepEqual([misses - before.misses, hits + shared - before.hits - before.shared], [1, 29])
})

test('what is refused is kept by nobody', async () => {
  const [one] = processes
  assert.ok(one)
  const { entries } = one.app.answers.figures()

  for (const query of [
    '{ nope }',
    '{ article { id } }',
    '{ articles(asOf: "2999-01-01T00:00:00Z") { nodes { id } } }',
  ]) {
    assert.deepEqual([(await one.ask(query)).status, one.holds(query)], [400, false])
  }
  assert.equal(one.app.answers.figures().entries, entries)
})
