import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'

import { buildDelivery } from '../../delivery/build-delivery.ts'
import { openDeliveryPool } from '../../delivery/open-delivery-pool.ts'
import { deliveryWriter } from '../delivery-fixtures.ts'
import { freshDatabase, type FreshDatabase } from '../fresh-database.ts'
import { until } from '../until.ts'

let database: FreshDatabase
let desk: pg.Pool
let pool: pg.Pool
let app: ReturnType<typeof buildDelivery>
const clock = { now: new Date('2026-11-23T12:00:00.000Z') }
before(async () => {
  database = await freshDatabase()
  desk = new pg.Pool({ connectionString: database.url, max: 2 })
  desk.on('error', () => {})
  pool = openDeliveryPool({ databaseUrl: database.url, max: 4 })
  app = buildDelivery({
    pool,
    publicUrl: 'https://news.example',
    cache: { megabytes: 16, pollMs: 20 },
    now: () => clock.now,
  })
  await app.ready()
  await until('changes are heard of', async () => app.changeWatch.isHearing())
})
after(async () => {
  await app.close()
  await Promise.all([pool.end(), desk.end()])
  await database.drop()
})

async function get(url: string) {
  const { statusCode, headers, body } = await app.inject({ method: 'GET', url })
  return { status: statusCode, isHit: headers['cache-status'] === 'bouclage; hit', body }
}

/** As the workflow leaves it: what changed, and that it did. */
async function change(kind: 'publish' | 'kill', id: string, act: () => Promise<unknown>, tags: string[] = []) {
  await act()
  const { rows } = await desk.query<{ position: string }>(
    `with head as (update ledger.head set position = position + 1 returning position)
     insert into delivery.change (position, at, kind, article, tags) select position, now(), $1, $2, $3 from head
     returning position::text`,
    [kind, id, tags],
  )
  await until('the change is heard of', async () => app.changeWatch.position >= Number(rows[0]?.position))
}

test('feeds and sitemaps come from memory until a story in them changes', async () => {
  const write = deliveryWriter(desk)
  await write.tag({ id: 'calm', slug: 'calm' })
  await change('publish', 'a', () => write.publish({ id: 'a', at: '2026-11-22T08:00:00.000Z', tags: ['calm'] }))
  const addresses = [
    '/feeds/rss.xml',
    '/feeds/ninjs/a',
    '/feeds/tags/calm/atom.xml',
    '/sitemap.xml',
    '/sitemap-1.xml',
    '/sitemap-news.xml',
  ]

  const first = await Promise.all(addresses.map(get))
  const second = await Promise.all(addresses.map(get))
  const otherQuery = await get('/feeds/rss.xml?utm_source=reader')
  await change('kill', 'a', () => write.kill('a', '2026-11-23T09:00:00.000Z', 'No.'))
  const afterKill = await Promise.all(addresses.map(get))

  assert.deepEqual(
    first.map(({ status, isHit }) => [status, isHit]),
    addresses.map(() => [200, false]),
  )
  assert.deepEqual(
    second.map(({ isHit }) => isHit),
    addresses.map(() => true),
  )
  assert.deepEqual([otherQuery.isHit, otherQuery.body], [true, first[0]?.body])
  assert.deepEqual(
    afterKill.map(({ status, isHit }) => [status, isHit]),
    [
      [200, false],
      [410, false],
      [404, false],
      [200, false],
      [404, false],
      [200, false],
    ],
  )
  assert.ok(afterKill.every(({ body }) => !body.includes('Headline of a')))
})

test('a killed story is answered under 410 each time, not from memory', async () => {
  const answers = [await get('/feeds/ninjs/a'), await get('/feeds/ninjs/a')]

  assert.deepEqual(
    answers.map(({ status, isHit }) => [status, isHit]),
    [
      [410, false],
      [410, false],
    ],
  )
})

test('a story leaves the news sitemap after 48 hours, though nothing was published', async () => {
  const write = deliveryWriter(desk)
  await change('publish', 'b', () => write.publish({ id: 'b', at: '2026-11-21T12:00:00.300Z' }))
  const fresh = await get('/sitemap-news.xml')

  clock.now = new Date('2026-11-23T12:00:00.300Z')
  await until('it is gone', async () => !(await get('/sitemap-news.xml')).body.includes('Headline of b'))

  assert.match(fresh.body, /Headline of b/)
})
