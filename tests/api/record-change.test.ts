import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { recordChange, type Change } from '../../publication/record-change.ts'
import { freshDatabase, type FreshDatabase } from '../fresh-database.ts'
import { openDesks, untilWaiting, type Desk } from '../open-desks.ts'

let database: FreshDatabase
let desks: Desk[]
let close: () => Promise<void>
const desk = (number: number): Desk => desks[number] ?? assert.fail('too few desks')

before(async () => {
  database = await freshDatabase()
  ;({ desks, close } = await openDesks(database.url, 6))
})
after(async () => {
  await close()
  await database.drop()
})

const change: Change = { kind: 'publish', articleId: 'a', tags: ['t', 'u'], at: new Date('2026-01-02T03:04:05.678Z') }
const record = (at: Desk, facts: Partial<Change> = {}) =>
  at.inTransaction(() => recordChange(at.sql, { ...change, ...facts }))

test('a change says what happened, to which story, in which lists and when', async () => {
  const position = await record(desk(0))

  const [row] = await desk(0).sql(`select kind, article, tags, at from delivery.change where position = $1`, [position])
  assert.deepEqual(row, { kind: 'publish', article: 'a', tags: ['t', 'u'], at: change.at })
})

test('a change of a tag or a reset names no story', async () => {
  const position = await record(desk(0), { kind: 'reset', articleId: null, tags: [] })

  const [row] = await desk(0).sql(`select article, tags from delivery.change where position = $1`, [position])
  assert.deepEqual(row, { article: null, tags: [] })
})

test('positions follow the order of commits: the second waits for the first', async () => {
  let second: Promise<number> | undefined

  const first = await desk(0).inTransaction(async () => {
    const position = await recordChange(desk(0).sql, change)
    second = record(desk(1))
    await untilWaiting(desk(2), desk(1))
    return position
  })

  assert.equal(await second, first + 1)
})

test('a transaction that came to nothing leaves no gap', async () => {
  const before = await record(desk(0))
  const failing = desk(0).inTransaction(async () => {
    await recordChange(desk(0).sql, change)
    throw new Error('the power fails')
  })
  await assert.rejects(failing, /the power fails/)

  assert.equal(await record(desk(0)), before + 1)
})

test('whoever reads while many write never sees a change come in before one that is there', async () => {
  const [writers, reader] = [desks.slice(0, 5), desk(5)]
  let writing = true
  const writes = Promise.all(
    writers.map(async (writer, number) => {
      for (let round = 0; round < 20; round++) {
        const fails = (round + number) % 4 === 0
        await writer
          .inTransaction(async () => {
            await recordChange(writer.sql, change)
            if (fails) throw new Error('given up')
          })
          .catch((error: Error) => assert.equal(error.message, 'given up'))
      }
    }),
  ).finally(() => (writing = false))

  while (writing) {
    const [seen] = await reader.sql<{ gaps: number }>(
      `select (max(position) - min(position) + 1 - count(*))::int as gaps from delivery.change`,
    )
    assert.equal(seen?.gaps, 0)
  }
  await writes

  const [end] = await reader.sql(
    `select max(change.position) = max(head.position) as together, count(*) >= 75 as all
       from delivery.change, ledger.head`,
  )
  assert.deepEqual(end, { together: true, all: true })
})

test('a change may be recorded after the audit entry, which took the ledger’s lock in the same transaction', async () => {
  const position = await desk(0).inTransaction(async () => {
    await desk(0).sql(`select sequence from ledger.head for update`)
    await desk(0).sql(`update ledger.head set sequence = sequence + 1`)
    return recordChange(desk(0).sql, change)
  })

  assert.ok(position > 0)
})

test(
  'listeners hear the position once it is committed, and nothing of what came to nothing',
  { timeout: 10_000 },
  async () => {
    const listener = new pg.Client({ connectionString: database.url })
    await listener.connect()
    await listener.query('listen bouclage_change')
    const heard = new Promise(resolve => listener.once('notification', ({ payload }) => resolve(payload)))
    await desk(0)
      .inTransaction(async () => {
        await recordChange(desk(0).sql, change)
        throw new Error('given up')
      })
      .catch(() => {})

    const [firstTry] = await desk(0).sql<{ position: string }>(`select position::text from ledger.head`)
    const position = await record(desk(0))

    assert.equal(await heard, String(position))
    assert.equal(position, Number(firstTry?.position) + 1)
    await listener.end()
  },
)
