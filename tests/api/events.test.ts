import assert from 'node:assert/strict'
import path from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { EventSource } from 'eventsource'
import pg from 'pg'

import { resetContent } from '../../seed/reset-content.ts'
import type { TransitionName } from '../../workflow/transitions.ts'
import { startEventDelivery, type EventDelivery, type Listener } from '../listen-to-events.ts'
import { move, openTestNewsroom, save, type Story, type TestNewsroom } from '../newsroom.ts'
import { until } from '../until.ts'

let newsroom: TestNewsroom
let desk: pg.Pool
let one: EventDelivery
let other: EventDelivery
before(async () => {
  newsroom = await openTestNewsroom()
  desk = new pg.Pool({ connectionString: newsroom.databaseUrl, max: 2 })
  desk.on('error', () => {})
  one = await startEventDelivery(newsroom.databaseUrl)
  other = await startEventDelivery(newsroom.databaseUrl)
})
after(async () => {
  await Promise.all([one.close(), other.close()])
  await desk.end()
  await newsroom.close()
})

const open: Listener[] = []
afterEach(() => open.splice(0).forEach(listener => listener.leave()))

async function listen(at: EventDelivery, address?: string, headers?: Record<string, string>): Promise<Listener> {
  const listener = await at.listen(address, headers)
  open.push(listener)
  return listener
}

/** Moves by whoever may make them, one after another, each from the version before. */
function walker(story: Story) {
  let { version } = story
  const deskOf: Partial<Record<TransitionName, 'author' | 'otherEditor'>> = { submit: 'author', approve: 'otherEditor' }
  const walk = {
    at: () => ({ ...story, version }),
    async go(name: TransitionName, answers?: Record<string, string>) {
      const who = newsroom.desks[deskOf[name] ?? 'publisher']
      const { refusal } = await who.ask(...move(name, { ...story, version }, answers))
      assert.equal(refusal, null)
      version += 1
    },
    /** A change of the text, approved again. */
    async rewrite(content: Record<string, unknown>) {
      const { refusal } = await newsroom.desks.publisher.ask(...save({ ...story, version }, content))
      assert.equal(refusal, null)
      version += 1
      await walk.go('submit')
      await walk.go('approve')
    },
  }
  return walk
}

test('a stream tells of each move of a story as it happens, in every process', async () => {
  const streams = await Promise.all([listen(one), listen(other)])

  const story = await newsroom.stories.live({ headline: 'Première', slug: 'premiere' })
  await streams[0].hears(1)
  const walk = walker(story)
  await walk.rewrite({ headline: 'Deuxième' })
  await walk.go('publish')
  await streams[0].hears(2)
  await walk.rewrite({ headline: 'Troisième' })
  await walk.go('correct', { note: 'Le titre\nétait faux.' })
  await streams[0].hears(3)
  await walk.go('unpublish')
  await streams[0].hears(4)
  await walk.go('kill', { note: 'Rien n’était vrai.' })

  for (const stream of streams) {
    const told = (await stream.hears(5)).map(({ event, data }) => ({ event, ...data }))
    const [tags] = told.map(({ tags: ids }) => ids)
    const known = { id: story.id, slug: 'premiere', language: 'fr', tags }
    assert.deepEqual(
      told.map(({ at: _at, kind: _kind, ...data }) => data),
      [
        { event: 'published', ...known, headline: 'Première' },
        { event: 'updated', ...known, headline: 'Deuxième' },
        { event: 'corrected', ...known, headline: 'Troisième', note: 'Le titre\nétait faux.' },
        { event: 'withdrawn', id: story.id, slug: 'premiere', tags },
        { event: 'killed', id: story.id, note: 'Rien n’était vrai.' },
      ],
    )
    assert.equal(tags.length, 1)
    assert.ok(told.every(({ kind, event, at }) => kind === event && !Number.isNaN(Date.parse(at))))
  }
  assert.equal(streams[0].status, 200)
  const { headers } = streams[0]
  assert.equal(headers['content-type'], 'text/event-stream; charset=utf-8')
  assert.equal(headers['cache-control'], 'no-store, no-transform')
  assert.equal(headers['x-accel-buffering'], 'no')
  assert.equal(headers['access-control-allow-origin'], '*')
  assert.match(streams[0].text(), /^retry: 3000\n\nid: \d+\n\n/)
})

test('a reader that breaks off comes back to any process and misses nothing, by header or by address', async () => {
  const first = await listen(one)
  const before = await newsroom.stories.live({ headline: 'Avant la coupure' })
  await first.hears(1)
  const lastId = first.lastId()
  first.leave()

  const missed = [await newsroom.stories.live(), await newsroom.stories.live()]
  const resumed = [
    await listen(other, '/events', { 'last-event-id': lastId }),
    await listen(other, `/events?after=${lastId}`),
    // A browser keeps the address with which it began.
    await listen(one, `/events?after=0`, { 'last-event-id': lastId }),
  ]
  for (const stream of resumed) await stream.hears(2)
  const next = await newsroom.stories.live()

  for (const stream of resumed) {
    const told = (await stream.hears(3)).map(({ data }) => data.id)
    assert.deepEqual(
      told,
      [...missed, next].map(({ id }) => id),
    )
    assert.ok(!told.includes(before.id))
  }
})

test('a reader that comes before anything happened resumes from where it stood', async () => {
  const first = await listen(one)
  await until('the stream says where it stands', async () => first.lastId() !== '')
  first.leave()

  const story = await newsroom.stories.live()
  const resumed = await listen(one, '/events', { 'last-event-id': first.lastId() })

  assert.equal((await resumed.hears(1))[0]?.data.id, story.id)
})

test('what was killed is told again without a word of it, and what was put in its place as it stands', async () => {
  const start = await positionNow()
  const tag = await newsroom.stories.tag('Le scandale')
  const content = { headline: 'Diffamation', slug: 'diffamation', tags: { connect: [{ id: tag }] } }
  const story = await newsroom.stories.live(content)
  const walk = walker(story)
  await walk.rewrite({ headline: 'Diffamation, suite' })
  await walk.go('correct', { note: 'Diffamation corrigée.' })
  await walk.go('kill', { note: 'Retiré à la demande du tribunal.' })
  const killed = await listen(one, `/events?after=${start}`)
  await killed.hears(1)
  killed.leave()

  await walk.go('reinstate')
  await walk.rewrite({ headline: 'Ce que l’on peut dire' })
  await walk.go('publish')
  const again = await listen(one, `/events?after=${start}`)
  await again.hears(2)

  assert.deepEqual(killed.names(), ['killed'])
  assert.doesNotMatch(killed.text(), new RegExp(`iffamation|${tag}`))
  assert.match(killed.text(), /Retiré à la demande du tribunal/)
  assert.deepEqual(
    again.heard().map(({ event, data }) => [event, data.headline]),
    [
      ['killed', undefined],
      ['published', 'Ce que l’on peut dire'],
    ],
  )
  assert.doesNotMatch(again.text(), /Diffamation/)
})

test('of an erased story a stream says that it is gone, and nothing else', async () => {
  const start = await positionNow()
  const story = await newsroom.stories.live({ headline: 'Une personne nommée', slug: 'une-personne' })
  const walk = walker(story)
  await walk.go('kill', { note: 'Note sur la personne nommée.' })
  const { refusal } = await newsroom.desks.admin.ask(
    `mutation ($id: ID!, $version: Int!) { eraseArticle(where: { id: $id }, version: $version, legalBasis: "RGPD") { article { id } } }`,
    walk.at(),
  )
  assert.equal(refusal, null)

  const stream = await listen(one, `/events?after=${start}`)

  const told = await stream.hears(1)
  assert.ok(told.every(({ event, data }) => event === 'killed' && Object.keys(data).sort().join() === 'at,id,kind'))
  assert.doesNotMatch(stream.text(), /personne/)
})

test('a stream of one tag, or of one language, tells of its own stories, and of every kill', async () => {
  const tag = await newsroom.stories.tag('Natation', 'topic')
  const inTag = (headline: string) => newsroom.stories.live({ headline, tags: { connect: [{ id: tag }] } })
  const first = await inTag('Dans le bassin')
  const byTag = await listen(one, '/events?tag=natation')
  const byLanguage = await listen(one, '/events?language=en')

  const elsewhere = await newsroom.stories.live()
  const english = await newsroom.stories.live({ language: 'en' })
  const leaving = walker(first)
  await leaving.rewrite({ tags: { set: [{ id: await newsroom.stories.tag('Autre') }] } })
  await leaving.go('publish')
  await walker(elsewhere).go('kill')

  const idsOf = async (stream: Listener) => (await stream.hears(2)).map(({ event, data }) => [event, data.id])
  assert.deepEqual(await idsOf(byTag), [
    ['updated', first.id],
    ['killed', elsewhere.id],
  ])
  assert.deepEqual(await idsOf(byLanguage), [
    ['published', english.id],
    ['killed', elsewhere.id],
  ])
  const unknown = await listen(one, '/events?tag=nulle-part')
  assert.equal(unknown.status, 404)
})

test('an id that is none, or that lies in the future, is refused with a sentence', async () => {
  const garbage = ['-1', '1.5', 'abc', '1e3', '99999999999999999999', "1' or '1'='1"]

  const refused = await Promise.all(garbage.map(id => listen(one, '/events', { 'last-event-id': id })))
  const future = await listen(one, '/events?after=999999999999999')

  for (const stream of [...refused, future]) {
    assert.equal(stream.status, 400)
    assert.equal(stream.headers['cache-control'], 'no-store')
  }
  await until(
    'the refusals are read',
    async () => future.text() !== '' && refused.every(stream => stream.text() !== ''),
  )
  for (const stream of refused) assert.match(stream.text(), /This is not the id of an event/)
  assert.match(future.text(), /There was no event 999999999999999 here; the newest is \d+/)
})

test('after a reset of the seed, whoever comes back is told to start over, and hears nothing of what was before', async () => {
  const old = await newsroom.stories.live({ headline: 'Avant la remise à zéro' })
  const live = await listen(one)
  await resetContent(newsroom, { folder: path.resolve(import.meta.dirname, '../../seed') })
  const reset = await until('the reset is told', async () => live.heard().find(({ event }) => event === 'reset'))

  const replayed = await listen(other, '/events?after=0')
  const resumed = await listen(other, '/events', { 'last-event-id': reset.id })
  const story = await newsroom.stories.live()

  const told = await replayed.hears(2)
  assert.deepEqual(
    told.map(({ event, data }) => [event, data.id]),
    [
      ['reset', undefined],
      ['published', story.id],
    ],
  )
  assert.doesNotMatch(replayed.text(), new RegExp(`Avant la remise|${old.id}`))
  assert.deepEqual(
    (await resumed.hears(1)).map(({ data }) => data.id),
    [story.id],
  )
})

test('an ordinary EventSource finds its way to the next process when one ends, and misses nothing', async () => {
  const ending = await startEventDelivery(newsroom.databaseUrl)
  const heard: string[] = []
  const source = new EventSource(`http://127.0.0.1:${ending.port}/events`)
  source.addEventListener('published', ({ data }) => void heard.push(JSON.parse(data).id))
  await until('the stream is open', async () => source.readyState === EventSource.OPEN)
  const stories = [await newsroom.stories.live()]
  await until('the first is heard', async () => heard.length === 1)

  await ending.close()
  stories.push(await newsroom.stories.live())
  const next = await startEventDelivery(newsroom.databaseUrl, { port: ending.port })
  stories.push(await newsroom.stories.live())
  await until('all are heard', async () => heard.length >= 3)
  source.close()
  await next.close()

  assert.deepEqual(
    heard,
    stories.map(({ id }) => id),
  )
})

async function positionNow(): Promise<number> {
  const { rows } = await desk.query<{ position: string }>(
    `select coalesce(max(position), 0)::text as position from delivery.change`,
  )
  return Number(rows[0]?.position)
}
