import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sqlOfPrisma, type Sql } from '../../database/sql.ts'
import { startDelivery } from '../delivery-fixtures.ts'
import { move, openTestNewsroom, save, type Story, type TestNewsroom } from '../newsroom.ts'
import { verifyStoredTrail } from '../verify-stored-trail.ts'

let newsroom: TestNewsroom
let sql: Sql
before(async () => {
  newsroom = await openTestNewsroom()
  sql = sqlOfPrisma(newsroom.context.prisma)
})
after(() => newsroom?.close())

/** As if the database’s clock had been put back an hour since: all that readers were told lies an hour ahead. */
async function putClockBack(): Promise<void> {
  await newsroom.context.prisma.$transaction(async prisma => {
    const inside = sqlOfPrisma(prisma)
    await inside(`set local session_replication_role = replica`)
    await inside(`update delivery.publication set first_published = first_published + interval '1 hour',
                    valid_from = valid_from + interval '1 hour', valid_to = valid_to + interval '1 hour'`)
    await inside(`update delivery.publication_tag set first_published = first_published + interval '1 hour',
                    valid_from = valid_from + interval '1 hour', valid_to = valid_to + interval '1 hour'`)
    await inside(
      `update delivery.tag set valid_from = valid_from + interval '1 hour', valid_to = valid_to + interval '1 hour'`,
    )
    await inside(`update delivery.change set at = at + interval '1 hour'`)
  })
}

async function done(answer: ReturnType<TestNewsroom['desks']['publisher']['ask']>, field = 'story'): Promise<Story> {
  const { data, refusal } = await answer
  assert.equal(refusal, null)
  return data?.[field] as unknown as Story // the queries of tests/newsroom.ts ask for these fields
}

const intervalsOf = ({ id }: Story) =>
  sql<{ headline: string; isLive: boolean; follows: boolean | null }>(
    `select headline, valid_to is null as "isLive",
            valid_from >= lag(valid_to) over (order by valid_from) as follows
       from delivery.publication where article = $1 order by valid_from`,
    [id],
  )

test('after the database’s clock was put back, what is published next still comes after what was', async () => {
  const { publisher } = newsroom.desks
  const story = await newsroom.stories.live({ headline: 'Avant' })

  await putClockBack()
  const saved = await done(publisher.ask(...save(story, { headline: 'Après' })), 'updateArticle')
  const again = await done(publisher.ask(...move('publishNow', saved)))
  const between = await intervalsOf(story)
  await done(publisher.ask(...move('kill', again)))

  assert.deepEqual(between, [
    { headline: 'Avant', isLive: false, follows: null },
    { headline: 'Après', isLive: true, follows: true },
  ])
  assert.deepEqual(
    (await intervalsOf(story)).map(({ isLive }) => isLive),
    [false, false],
  )
  assert.deepEqual((await verifyStoredTrail(newsroom)).findings, [])
})

test('a process whose clock is an hour off shows what is live, and calls no past instant the future', async () => {
  const published = '2030-06-01T12:00:00.000Z'
  for (const now of ['2030-06-01T11:00:00.000Z', '2030-06-01T13:00:00.000Z']) {
    const delivery = await startDelivery({ now })
    await delivery.publish({ id: 'a', at: published, headline: 'À l’heure' })

    const shown = await delivery.ask('{ article(id: "a") { headline } articles { nodes { id } } }')
    const earlier = await delivery.ask('{ article(id: "a", asOf: "2030-06-01T10:59:00Z") { headline } }')
    await delivery.close()

    assert.deepEqual(shown.json.data, { article: { headline: 'À l’heure' }, articles: { nodes: [{ id: 'a' }] } })
    assert.deepEqual(earlier.json.data, { article: null })
  }
})
