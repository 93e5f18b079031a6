import assert from 'node:assert/strict'
import { test } from 'node:test'
import Fastify from 'fastify'
import type { CacheFigures } from '../../delivery/cache/answers.ts'
import { createLog } from '../../server/log.ts'
import { doorOf } from '../../server/door-of.ts'
import { createMetrics } from '../../server/metrics.ts'
import type { Figures } from '../../server/newsroom-metrics.ts'

const figures: Figures = {
  ...{ scheduled: 3, late: 1, failed: 2, secondsLate: 42.5, auditSequence: 7, changePosition: 5 },
  ...{ callsWaiting: 4, callsDead: 1, callSeconds: 12.5, purgeBehind: 6, purgeSeconds: 3 },
  ...{ jobsReady: 2, jobsRunning: 1, jobsFailed: 1, jobSeconds: 0.5 },
}

function serveMetrics(readFigures: () => Promise<Figures>, readCache?: () => CacheFigures) {
  const app = Fastify()
  const metrics = createMetrics({ readFigures, readCache, log: createLog({ level: 'silent' }) })
  app.register(metrics.routes)
  return { metrics, scrape: () => app.inject('/metrics') }
}

test('operators read how the newsroom and its server are doing, as numbers', async () => {
  const { scrape } = serveMetrics(async () => figures)

  const answer = await scrape()

  assert.match(String(answer.headers['content-type']), /^text\/plain; version=0\.0\.4/)
  assert.equal(answer.headers['cache-control'], 'no-store')
  for (const line of [
    'bouclage_database_up 1',
    'bouclage_schedules{state="scheduled"} 3',
    'bouclage_schedules{state="late"} 1',
    'bouclage_schedules{state="failed"} 2',
    'bouclage_schedule_delay_seconds 42.5',
    'bouclage_audit_sequence 7',
    'bouclage_change_position 5',
  ])
    assert.ok(answer.body.split('\n').includes(line), line)
  assert.match(answer.body, /^process_resident_memory_bytes \d+/m)
})

test('operators read how much readers get from memory, as it is at each scrape', async () => {
  let hits = 5
  const rest = { misses: 3, shared: 2, invalidated: 4, entries: 6, bytes: 700, position: 9 }
  const { scrape } = serveMetrics(
    async () => figures,
    () => ({ ...rest, hits, isHearing: true, isListening: false }),
  )

  const first = (await scrape()).body.split('\n')
  hits = 8
  const second = (await scrape()).body.split('\n')

  for (const line of [
    'bouclage_cache_hits_total 5',
    'bouclage_cache_misses_total 3',
    'bouclage_cache_shared_total 2',
    'bouclage_cache_invalidations_total 4',
    'bouclage_cache_entries 6',
    'bouclage_cache_bytes 700',
    'bouclage_cache_position 9',
    'bouclage_cache_hearing 1',
    'bouclage_cache_listening 0',
  ])
    assert.ok(first.includes(line), line)
  assert.ok(second.includes('bouclage_cache_hits_total 8'))
})

test('requests are counted and timed by door and status, and never by address', async () => {
  const { metrics, scrape } = serveMetrics(async () => figures)
  const began = performance.now() - 30
  metrics.countRequest({ door: 'delivery', status: 200, began })
  metrics.countRequest({ door: 'delivery', status: 200, began })
  metrics.countRequest({ door: doorOf('/articles/a-secret-id'), status: 404, began })

  const { body } = await scrape()

  assert.ok(body.includes('bouclage_http_requests_total{door="delivery",status="200"} 2'))
  assert.ok(body.includes('bouclage_http_requests_total{door="admin",status="404"} 1'))
  const inTime = (seconds: string) =>
    new RegExp(`duration_seconds_bucket{le="${seconds}",door="delivery",status="200"} (\\d+)`).exec(body)?.[1]
  assert.deepEqual([inTime('0.025'), inTime('10')], ['0', '2'])
  assert.ok(!body.includes('secret'))
})

test('without its database the server still answers, and old figures are not shown as new', async () => {
  let isThere = true
  const { scrape } = serveMetrics(async () => (isThere ? figures : Promise.reject(new Error('gone'))))
  await scrape()
  isThere = false

  const { statusCode, body } = await scrape()

  assert.equal(statusCode, 200)
  assert.ok(body.includes('bouclage_database_up 0'))
  assert.doesNotMatch(body, /^bouclage_(schedules|schedule_delay_seconds|audit_sequence|change_position)\b.* \d/m)
})

test('every path belongs to one door', () => {
  const paths = ['/', '/api/graphql', '/api/other', '/graphql', '/graphqlx', '/events', '/images/a/640.webp', '/readyz']

  assert.deepEqual(paths.map(doorOf), [
    ...['admin', 'authoring', 'admin', 'delivery', 'admin', 'events', 'pictures', 'health'],
  ])
})
