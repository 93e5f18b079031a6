import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { sqlOfPrisma, type Sql } from '../../database/sql.ts'
import { claimCalls } from '../../outgoing/claim-calls.ts'
import { handOutChanges } from '../../outgoing/hand-out-changes.ts'
import { pauses } from '../../outgoing/pauses.ts'
import { postOutside } from '../../outgoing/post-outside.ts'
import { sendCalls } from '../../outgoing/send-calls.ts'
import { move, openTestNewsroom, save, type Story, type TestNewsroom } from '../newsroom.ts'
import { openReceiver, type Receiver } from '../receiver.ts'

let newsroom: TestNewsroom
let receiver: Receiver
let sql: Sql
let webhook: string
const post = postOutside({ allowed: ['127.0.0.1'] })

before(async () => {
  newsroom = await openTestNewsroom()
  sql = sqlOfPrisma(newsroom.context.prisma)
})
after(async () => {
  await post.close()
  await newsroom.close()
})
beforeEach(async () => {
  receiver = await openReceiver()
  const data = { name: 'Le site', url: `${receiver.url}/hook` }
  webhook = (await newsroom.desks.admin.context.db.Webhook.createOne({ data })).id
})
afterEach(async () => {
  await newsroom.desks.admin.context.db.Webhook.deleteOne({ where: { id: webhook } })
  await receiver.close()
})

const send = () => sendCalls({ sql, post, now: () => new Date(), onFailure: () => {} })
const told = () => receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
const passTime = () => sql(`update outgoing.call set next_try = clock_timestamp() where state = 'waiting'`)
const moved = async (name: Parameters<typeof move>[0], story: Story) =>
  (await newsroom.desks.publisher.ask(...move(name, story))).data?.['story'] as unknown as Story

async function updateOf(story: Story, headline: string): Promise<Story> {
  const saved = await newsroom.desks.publisher.ask(...save(story, { headline }))
  return moved('publishNow', saved.data?.['updateArticle'] as unknown as Story)
}

test('a receiver is told of every publication, in order, by calls that it can prove to be ours', async () => {
  const { data } = await newsroom.desks.admin.ask(`mutation ($id: ID!) { secret: makeWebhookSecret(id: $id) }`, {
    id: webhook,
  })
  const story = await newsroom.stories.live()
  await moved('unpublish', await updateOf(story, 'La suite'))

  await send()

  assert.deepEqual(
    told().map(({ type, id }) => [type, id]),
    ['published', 'updated', 'withdrawn'].map(type => [type, story.id]),
  )
  for (const { body, headers } of receiver.received)
    assert.doesNotThrow(() => new Webhook(String(data?.['secret'])).verify(body, headers as Record<string, string>))
  assert.throws(() => {
    const [{ body, headers } = assert.fail()] = receiver.received
    new Webhook(String(data?.['secret'])).verify(body.replace('published', 'killed'), headers as Record<string, string>)
  })
})

test('while a call fails, later ones of the same story wait, and those of others go', async () => {
  const first = await newsroom.stories.live()
  receiver.answerWith(({ body }) => ({ status: body.includes(first.id) ? 500 : 204 }))
  await send()
  await updateOf(first, 'La suite')
  const other = await newsroom.stories.live()

  await send()

  const ofFirst = () => told().filter(({ id }) => id === first.id)
  assert.deepEqual(
    ofFirst().map(({ type }) => type),
    ['published'],
  )
  assert.ok(told().some(({ id }) => id === other.id))
  receiver.answerWith(() => ({ status: 200 }))
  await passTime()
  await send()
  assert.deepEqual(
    ofFirst().map(({ type }) => type),
    ['published', 'published', 'updated'],
  )
})

test('a call keeps its id from try to try, and the pauses grow', async () => {
  await newsroom.stories.live()
  receiver.answerWith(() => ({ status: 503 }))
  const waits: number[] = []
  for (const _ of pauses) {
    await send()
    const [call] = await sql<{ wait: number }>(
      `select round(extract(epoch from next_try - clock_timestamp()))::int as wait from outgoing.call where state = 'waiting'`,
    )
    waits.push(call?.wait ?? -1)
    await passTime()
  }

  assert.deepEqual(waits, [...pauses])
  assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 1)
})

test('what fails for three days is given up, shown, and can be sent again', async () => {
  await newsroom.stories.live()
  receiver.answerWith(() => ({ status: 500 }))
  for (let tries = 0; tries <= pauses.length; tries += 1) {
    await passTime()
    await send()
  }
  const outbox = async () => {
    const query = `query ($id: ID!) { webhook(where: { id: $id }) { outbox { waiting dead delivered calls { id state tries lastStatus lastError } } } }`
    const { data } = await newsroom.desks.admin.ask(query, { id: webhook })
    return data?.['webhook']?.['outbox'] as { dead: number; delivered: number; calls: Record<string, unknown>[] }
  }
  const [call] = (await outbox()).calls
  assert.equal((await outbox()).dead, 1)
  assert.deepEqual([call?.['lastStatus'], call?.['lastError']], [500, 'It answered 500.'])

  receiver.answerWith(() => ({ status: 200 }))
  await newsroom.desks.admin.ask(`mutation ($id: ID!) { sendWebhookCallAgain(id: $id) }`, { id: call?.['id'] })
  await send()

  assert.deepEqual([(await outbox()).dead, (await outbox()).delivered], [0, 1])
})

test('a kill silences what had not been told yet', async () => {
  const story = await newsroom.stories.live({ headline: 'Ce que nul ne doit lire' })
  await moved('kill', story)

  await send()

  assert.deepEqual(
    told().map(({ type }) => type),
    ['killed'],
  )
  assert.ok(receiver.received.every(({ body }) => !/nul ne doit/.test(body)))
})

test('two senders at once make each call once, and what a killed one had taken is taken up', async () => {
  for (let count = 0; count < 6; count += 1) await newsroom.stories.live()

  await Promise.all([send(), send(), send()])

  const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
  assert.equal(ids.length, 6)
  assert.equal(new Set(ids).size, 6)
  await newsroom.stories.live()
  await handOutChanges(sql)
  const [taken] = await claimCalls(sql)
  await send()
  assert.equal(receiver.received.length, 6, 'while the lease lasts, nobody else makes the call')
  await passTime()
  await send()
  assert.equal(receiver.received.length, 7)
  assert.ok(taken)
})

test('calls go nowhere inside, by address, by name or by redirect', async () => {
  const guarded = postOutside({
    allowed: [],
    // A name that says one thing when it is asked first, and another the next time.
    lookup: ((name: string, _options: object, done: (error: null, found: object[]) => void) =>
      done(null, [{ address: name === 'rebinding.example' ? '127.0.0.1' : '169.254.169.254', family: 4 }])) as never,
  })
  const call = (url: string) => guarded({ url, headers: {}, body: '{}' })

  for (const host of [
    '127.0.0.1',
    '[::1]',
    '169.254.169.254',
    '10.0.0.1',
    '[::ffff:7f00:1]',
    '0x7f000001',
    '2130706433',
  ])
    await assert.rejects(call(`https://${host}:${receiver.port}/`), /not on the open internet/, host)
  for (const name of ['rebinding.example', 'metadata.example', 'localhost'])
    await assert.rejects(call(`https://${name}:${receiver.port}/`), /not on the open internet/, name)
  await assert.rejects(call(`http://example.org:${receiver.port}/`), /Only https/)
  assert.equal(receiver.received.length, 0)
  receiver.answerWith(({ path }) =>
    path === '/hook' ? { status: 307, headers: { location: `${receiver.url}/inside` } } : { status: 200 },
  )
  await newsroom.stories.live()
  await send()
  assert.ok(receiver.received.every(({ path }) => path === '/hook'))
  await guarded.close()
})

test('webhooks are seen by admins alone, and their keys by nobody', async () => {
  const { desks } = newsroom

  assert.deepEqual((await desks.publisher.ask(`{ webhooks { id url } }`)).data?.['webhooks'] ?? [], [])
  const refused = await desks.publisher.ask(`mutation ($id: ID!) { makeWebhookSecret(id: $id) }`, { id: webhook })
  assert.equal(refused.refusal?.code, 'NOT_PERMITTED')
  assert.match((await desks.admin.ask(`{ webhooks { secret } }`)).refusal?.message ?? '', /Cannot query field/)
})

test('a webhook that is switched off, or wants other events, is not told', async () => {
  await newsroom.desks.admin.context.db.Webhook.updateOne({ where: { id: webhook }, data: { events: ['killed'] } })
  const story = await newsroom.stories.live()
  await send()
  await newsroom.desks.admin.context.db.Webhook.updateOne({ where: { id: webhook }, data: { active: false } })
  await moved('kill', story)
  await send()
  await newsroom.desks.admin.context.db.Webhook.updateOne({ where: { id: webhook }, data: { active: true } })

  await send()

  assert.deepEqual(told(), [])
})
