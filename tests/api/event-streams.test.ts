import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import pg from 'pg'

import type { DeliveryOptions } from '../../delivery/build-delivery.ts'
import { freshDatabase, type FreshDatabase } from '../fresh-database.ts'
import { startEventDelivery, type EventDelivery, type Listener } from '../listen-to-events.ts'
import { until } from '../until.ts'

let database: FreshDatabase
let desk: pg.Pool
before(async () => {
  database = await freshDatabase()
  desk = new pg.Pool({ connectionString: database.url, max: 2 })
  desk.on('error', () => {})
})
after(async () => {
  await desk.end()
  await database.drop()
})

const running: EventDelivery[] = []
const open: Listener[] = []
afterEach(async () => {
  open.splice(0).forEach(listener => listener.leave())
  await Promise.all(running.splice(0).map(delivery => delivery.close()))
})

async function start(options: Partial<Pick<DeliveryOptions, 'events' | 'cache'>> = {}): Promise<EventDelivery> {
  const delivery = await startEventDelivery(database.url, options)
  running.push(delivery)
  return delivery
}

async function listen(at: EventDelivery, address?: string, headers?: Record<string, string>): Promise<Listener> {
  const listener = await at.listen(address, headers)
  open.push(listener)
  return listener
}

/** Many tags renamed at once, as `recordChange` writes it; gives the position of the last. */
async function renameTags(count: number, { tagsOfEach = 1 } = {}): Promise<number> {
  const { rows } = await desk.query<{ position: string }>(
    `with head as (update ledger.head set position = position + $1 returning position - $1 as before, position)
     insert into delivery.change (position, at, kind, tags)
     select before + n, now(), 'tag', array(select 'tag-' || n || '-' || i from generate_series(1, $2) i)
     from head, generate_series(1, $1) n returning position::text`,
    [count, tagsOfEach],
  )
  const last = Math.max(...rows.map(({ position }) => Number(position)))
  await desk.query(`select pg_notify('bouclage_change', $1)`, [String(last)])
  return last
}

const positionsFrom = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => String(first + index))

test('a reader that stops reading is let go, costs no memory, and resumes where it stopped', async () => {
  const delivery = await start({ events: { patienceMs: 200 } })
  const first = (await renameTags(1)) + 1
  const last = await renameTags(6_000, { tagsOfEach: 200 })
  const slow = await listen(delivery, `/events?after=${first - 1}`)
  await slow.hears(1)
  slow.stopReading()

  await until('the reader is let go', async () => delivery.app.eventStreams.figures().cutOff === 1)
  slow.readOn()
  await slow.ends()
  const resumed = await listen(delivery, '/events', { 'last-event-id': slow.lastId() })
  await until('the rest is read', async () => resumed.lastId() === String(last))

  const told = [...slow.heard(), ...resumed.heard()].map(({ id }) => id)
  assert.deepEqual(told, positionsFrom(first, last))
  assert.ok(slow.heard().length < 6_000, 'the whole replay went out at once')
})

test('one address holds only so many streams, and so does a process; who leaves makes room', async () => {
  const events = {
    limits: { all: 3, anAddress: 2 },
    addressOf: asked => String(asked.headers['x-test-address']),
  } satisfies DeliveryOptions['events']
  const delivery = await start({ events })
  const from = (address: string) => listen(delivery, '/events', { 'x-test-address': address })
  const held = [await from('a'), await from('a')]

  const third = await from('a')
  const other = await from('b')
  const fourth = await from('c')

  assert.deepEqual([third.status, third.headers['retry-after'], other.status], [429, '5', 200])
  assert.deepEqual([fourth.status, fourth.headers['retry-after']], [503, '5'])
  await until('the refusal is read', async () => third.text() !== '')
  assert.match(third.text(), /holds 2 streams of events already.*TOO_MANY_STREAMS/)
  assert.deepEqual(delivery.app.eventStreams.figures(), { open: 3, opened: 3, refused: 2, cutOff: 0 })
  held[0]?.leave()
  await until('there is room again', async () => delivery.app.eventStreams.figures().open === 2)
  assert.equal((await from('a')).status, 200)
})

test('a request that is refused holds no place', async () => {
  const delivery = await start({ events: { limits: { all: 1, anAddress: 1 } } })

  const refused = [await listen(delivery, '/events?after=x'), await listen(delivery, '/events?tag=none')]

  assert.deepEqual(
    refused.map(({ status }) => status),
    [400, 404],
  )
  assert.equal((await listen(delivery)).status, 200)
})

test('two hundred readers get every change, each once and in order, and share the reading of it', async () => {
  const delivery = await start({ events: { limits: { all: 200, anAddress: 200 } } })
  const readers = await Promise.all(Array.from({ length: 200 }, () => listen(delivery)))
  const first = await renameTags(1)
  for (const reader of readers) await reader.hears(1)
  let statements = 0
  delivery.pool.on('acquire', () => void (statements += 1))

  const last = await renameTags(50)

  for (const reader of readers) {
    const told = (await reader.hears(51)).map(({ id }) => id)
    assert.deepEqual(told, positionsFrom(first, last))
  }
  assert.equal(delivery.app.eventStreams.figures().open, 200)
  assert.ok(statements < 50, `${statements} statements for 200 readers`)
})

test('when the process ends, readers are told when to come back, and nobody is taken any more', async () => {
  const delivery = await start()
  const readers = await Promise.all([listen(delivery), listen(delivery)])
  await until('both are open', async () => delivery.app.eventStreams.figures().open === 2)

  delivery.app.eventStreams.end()

  for (const reader of readers) {
    await reader.ends()
    assert.match(reader.text(), /retry: \d{4}\n\n$/)
  }
  assert.equal((await listen(delivery)).status, 503)
})

test('when the database was put back to an earlier state, readers are told to start over, and hear what comes', async () => {
  const delivery = await start({ cache: { megabytes: 1, pollMs: 20, deafAfterMs: 100 } })
  await renameTags(3)
  const reader = await listen(delivery)
  await until('the stream says where it stands', async () => reader.lastId() !== '')

  await desk.query(`alter table delivery.change disable trigger user`)
  await desk.query(`delete from delivery.change where position > (select max(position) - 3 from delivery.change)`)
  await desk.query(`update ledger.head set position = position - 3`)
  await desk.query(`alter table delivery.change enable trigger user`)
  const [reset] = await reader.hears(1)
  const next = await renameTags(1)

  assert.deepEqual([reset?.event, reset?.id], ['reset', String(next - 1)])
  assert.deepEqual((await reader.hears(2)).map(({ event, id }) => [event, id]).at(-1), ['tag', String(next)])
})

test('HEAD, POST and what lies below are not streams', async () => {
  const delivery = await start()
  const asked = [
    ['HEAD', '/events'],
    ['POST', '/events'],
    ['GET', '/events/1'],
  ] as const

  const answers = await Promise.all(asked.map(([method, url]) => delivery.app.inject({ method, url })))

  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [404, 404, 404],
  )
})
