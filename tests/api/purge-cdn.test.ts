import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sqlOfPrisma, type Sql } from '../../database/sql.ts'
import { postOutside } from '../../outgoing/post-outside.ts'
import { purgeCdn, type Purge } from '../../outgoing/purge-cdn.ts'
import { openTestNewsroom, type TestNewsroom } from '../newsroom.ts'
import { openReceiver, type Receiver } from '../receiver.ts'

let newsroom: TestNewsroom
let cdn: Receiver
let sql: Sql
const post = postOutside({ allowed: ['127.0.0.1'] })
before(async () => {
  newsroom = await openTestNewsroom()
  cdn = await openReceiver()
  sql = sqlOfPrisma(newsroom.context.prisma)
})
after(async () => {
  await post.close()
  await cdn.close()
  await newsroom.close()
})
beforeEach(async () => {
  await purgeCdn({ sql, post, purge: undefined, onFailure: () => {} })
  cdn.answerWith(() => ({ status: 200 }))
  cdn.received.length = 0
})

const purge = (style: Purge['style'] = 'json') =>
  purgeCdn({ sql, post, purge: { url: `${cdn.url}/purge`, token: 'a token', style }, onFailure: () => {} })

const tagsIn = ({ body }: { body: string }) => (JSON.parse(body) as { tags: string[] }).tags

test('one call drops all that depends on what has changed since, and nothing is told twice', async () => {
  const tag = await newsroom.stories.tag('Bakou')
  const [first, second] = [
    await newsroom.stories.live({ tags: { connect: [{ id: tag }] } }),
    await newsroom.stories.live({ tags: { connect: [{ id: tag }] } }),
  ]

  await purge()
  await purge()

  assert.equal(cdn.received.length, 1)
  assert.deepEqual(cdn.received.map(tagsIn), [
    ['articles', `article:${first.id}`, `article:${second.id}`, `tag:${tag}`].sort(),
  ])
  assert.equal(cdn.received[0]?.headers.authorization, 'Bearer a token')
})

test('a CDN that fails is told again, of everything', async () => {
  const story = await newsroom.stories.live()
  cdn.answerWith(() => ({ status: 500 }))
  await purge()
  cdn.answerWith(() => ({ status: 200 }))
  await purge()
  assert.equal(cdn.received.length, 1, 'not before its pause is over')
  await sql(`update outgoing.purge set next_try = clock_timestamp()`)

  await purge()

  assert.equal(cdn.received.length, 2)
  assert.ok(cdn.received.every(call => tagsIn(call).includes(`article:${story.id}`)))
})

test('what another style wants is a header', async () => {
  const story = await newsroom.stories.live()

  await purge('surrogate-key')

  assert.ok(String(cdn.received[0]?.headers['surrogate-key']).split(' ').includes(`article:${story.id}`))
  assert.equal(cdn.received[0]?.headers['fastly-key'], 'a token')
})

test('many tags go in calls of thirty, and two processes do not tell the same', async () => {
  const tags: string[] = []
  for (let count = 0; count < 40; count += 1) tags.push(await newsroom.stories.tag(`Lieu-dit ${count}`))
  await newsroom.stories.live({ tags: { connect: tags.map(id => ({ id })) } })

  await Promise.all([purge(), purge()])

  assert.equal(cdn.received.length, 2)
  assert.ok(cdn.received.every(call => tagsIn(call).length <= 30))
  assert.equal(new Set(cdn.received.flatMap(tagsIn)).size, 42)
})
