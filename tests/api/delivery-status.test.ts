import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { startDelivery, type Delivery } from '../delivery-fixtures.ts'

let delivery: Delivery
before(async () => void (delivery = await startDelivery()))
after(() => delivery.close())

const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`

const statusOf = async (slug: string, asOf: string | null = null) => {
  const query = `query ($slug: String!, $asOf: DateTime) { articleStatus(slug: $slug, asOf: $asOf) { status slug since note } }`
  return (await delivery.ask(query, { slug, asOf })).json.data.articleStatus
}

test('an address under which nothing was ever public has no status', async () => {
  await delivery.publish({ id: 'young', at: day(5) })

  assert.equal(await statusOf('never-heard-of'), null)
  assert.equal(await statusOf('young', day(4)), null)
})

test('a public story is LIVE since it went out, updates and corrections included', async () => {
  await delivery.publish({ id: 'live', at: day(1) })
  await delivery.publish({ id: 'live', kind: 'update', at: day(2) })

  assert.deepEqual(await statusOf('live'), { status: 'LIVE', slug: 'live', since: day(1), note: null })
})

test('an old address has MOVED, and names today’s', async () => {
  await delivery.publish({ id: 'moving', slug: 'old-address', at: day(1) })
  await delivery.publish({ id: 'moving', slug: 'new-address', kind: 'update', at: day(3) })
  await delivery.publish({ id: 'moving', slug: 'new-address', kind: 'update', at: day(4) })

  assert.deepEqual(await statusOf('old-address'), { status: 'MOVED', slug: 'new-address', since: day(3), note: null })
  assert.deepEqual(await statusOf('new-address'), { status: 'LIVE', slug: 'new-address', since: day(1), note: null })
  assert.deepEqual(await statusOf('old-address', day(2)), {
    status: 'LIVE',
    slug: 'old-address',
    since: day(1),
    note: null,
  })
})

test('a story taken down is WITHDRAWN without a word, and LIVE again once it is back', async () => {
  await delivery.publish({ id: 'back', at: day(1) })
  await delivery.unpublish('back', day(2))
  const withdrawn = await statusOf('back')
  await delivery.publish({ id: 'back', at: day(3) })

  assert.deepEqual(withdrawn, { status: 'WITHDRAWN', slug: 'back', since: day(2), note: null })
  assert.deepEqual(await statusOf('back', day(2)), withdrawn)
  assert.deepEqual(await statusOf('back'), { status: 'LIVE', slug: 'back', since: day(3), note: null })
})

test('a killed story says so, with its public note, at every instant since it was first public', async () => {
  await delivery.publish({ id: 'dead', slug: 'dead-old', at: day(1) })
  await delivery.publish({ id: 'dead', slug: 'dead-new', at: day(2) })
  await delivery.kill('dead', day(3), 'Withdrawn by order of a court.')

  const killed = { status: 'KILLED', since: day(3), note: 'Withdrawn by order of a court.' }
  assert.deepEqual(await statusOf('dead-new'), { ...killed, slug: 'dead-new' })
  assert.deepEqual(await statusOf('dead-old'), { ...killed, slug: 'dead-new' })
  assert.deepEqual(await statusOf('dead-old', day(1)), { ...killed, slug: 'dead-old' })
})

test('LIVE and MOVED are said exactly when article answers, with the same slug', async () => {
  await delivery.publish({ id: 'agreeing', slug: 'agreeing-a', at: day(1) })
  await delivery.publish({ id: 'agreeing', slug: 'agreeing-b', at: day(2) })
  await delivery.unpublish('agreeing', day(3))
  await delivery.publish({ id: 'agreeing', slug: 'agreeing-a', at: day(4) })

  for (const slug of ['agreeing-a', 'agreeing-b', 'dead-old', 'never-heard-of']) {
    for (const asOf of [day(1), day(2), day(3), day(4), null, '2025-12-31T00:00:00.000Z']) {
      const query = `query ($slug: String!, $asOf: DateTime) { article(slug: $slug, asOf: $asOf) { slug } articleStatus(slug: $slug, asOf: $asOf) { status slug } }`
      const { article, articleStatus } = (await delivery.ask(query, { slug, asOf })).json.data
      const said = ['LIVE', 'MOVED'].includes(articleStatus?.status) ? articleStatus.slug : null
      assert.deepEqual([slug, asOf, said], [slug, asOf, article?.slug ?? null])
      assert.equal(articleStatus?.status === 'LIVE', article?.slug === slug)
    }
  }
})
