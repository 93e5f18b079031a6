import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { readAtOnePosition } from '../../delivery/cache/read-at-one-position.ts'
import { readyAnswer } from '../../delivery/cache/ready-answer.ts'
import { recordChange } from '../../publication/record-change.ts'
import { buildSnapshot } from '../build-snapshot.ts'
import { startCachedDelivery, type CachedDelivery } from '../cached-delivery.ts'
import { freshDatabase, type FreshDatabase } from '../fresh-database.ts'
import { openDesks, type Desk } from '../open-desks.ts'
import { publishStory } from '../publish-story.ts'
import { until } from '../until.ts'

let database: FreshDatabase
let desk: Desk
let closeDesks: () => Promise<void>
const opened: CachedDelivery[] = []

before(async () => {
  database = await freshDatabase()
  const { desks, close } = await openDesks(database.url, 1)
  closeDesks = close
  desk = desks[0] ?? assert.fail('no desk')
})
after(async () => {
  await Promise.all(opened.map(each => each.close()))
  await closeDesks()
  await database.drop()
})

async function start(settings: Parameters<typeof startCachedDelivery>[1] = {}): Promise<CachedDelivery> {
  const delivery = await startCachedDelivery(database.url, settings)
  opened.push(delivery)
  return delivery
}

/** The story's number stands in its headline; one transaction, as the workflow has it. */
const publish = (articleId: string, number: number) =>
  desk.inTransaction(async () => {
    const snapshot = buildSnapshot({ slug: articleId, headline: String(number) })
    const { at, tags } = await publishStory(desk.sql, articleId, { snapshot, revision: number })
    return recordChange(desk.sql, { kind: 'update', articleId, tags, at })
  })

const numberIn = ({ body }: { body: string }) => Number(/"headline":"(\d+)"/.exec(body)?.[1] ?? assert.fail(body))

const byStory = (id: string) => `{ article(id: "${id}") { headline } }`
const byTag = `{ tag(slug: "caucase") { articles(first: 1) { nodes { headline } } } }`

/** Ends the connections that listen, as an outage or a pooler would. */
const stopListening = () =>
  desk.sql(
    `select pg_terminate_backend(pid)::text from pg_stat_activity where query ilike 'listen%' and datname = current_database()`,
  )

test('while a story is published over and over, no reader of a process ever gets an older text than before', async () => {
  const publications = 40
  await publish('suivie', 1)
  const processes = [await start(), await start({ pollMs: 20 }), await start({ megabytes: 0 })]
  const questions = [
    byStory('suivie'),
    byTag,
    `{ again: article(slug: "suivie") { headline } }`,
    `{ articles(first: 1) { nodes { headline } } }`,
  ]
  let isOver = false

  const readers = processes.flatMap(process =>
    Array.from({ length: 3 }, async (_, reader) => {
      const seen = []
      for (let turn = reader; !isOver; turn++)
        seen.push(numberIn(await process.ask(questions[turn % questions.length] ?? '')))
      return seen
    }),
  )
  for (let number = 2; number <= publications; number++) {
    await publish('suivie', number)
    if (number === publications / 2) await stopListening()
    // Readers get a turn between two publications.
    await Promise.all(processes.map(process => process.ask(byTag)))
  }
  for (const process of processes) await process.settle()
  const last = await Promise.all(processes.flatMap(process => questions.map(question => process.ask(question))))
  isOver = true

  for (const seen of await Promise.all(readers))
    assert.deepEqual(
      seen,
      seen.toSorted((a, b) => a - b),
    )
  assert.deepEqual(new Set(last.map(numberIn)), new Set([publications]))
  assert.ok((processes[0]?.app.answers.figures().hits ?? 0) > publications, 'answers came from memory')
})

test('who has read a new text in one answer finds it in every other, also when the process has not heard of it yet', async () => {
  await publish('croisee', 1)
  const process = await start({ pollMs: 600_000, deafAfterMs: 600_000 })
  await stopListening()
  await until('nobody listens', async () => !process.app.changeWatch.isListening())

  for (let number = 2; number < 12; number++) {
    await process.ask(byStory('croisee'))
    await publish('croisee', number)
    // A question that this process was never asked is read anew.
    const fresh = await process.ask(`{ a${number}: article(id: "croisee") { headline } }`)
    const known = await process.ask(byStory('croisee'))

    assert.deepEqual([numberIn(fresh), numberIn(known)], [number, number])
  }
})

test('without NOTIFY, one poll is enough to hear of a change', async () => {
  await publish('sondee', 1)
  const process = await start({ pollMs: 600_000, deafAfterMs: 600_000 })
  await stopListening()
  await until('nobody listens', async () => !process.app.changeWatch.isListening())
  await process.ask(byStory('sondee'))
  await publish('sondee', 2)

  await process.app.changeWatch.poll()

  assert.equal(process.holds(byStory('sondee')), false)
  assert.equal(numberIn(await process.ask(byStory('sondee'))), 2)
})

test('who listens hears of a change without any poll, and listens again after a break', async () => {
  const process = await start({ pollMs: 600_000, deafAfterMs: 600_000 })
  const { changeWatch } = process.app
  const listens = () => until('it listens', async () => changeWatch.isListening())
  await listens()
  const first = await publish('ecoutee', 1)
  await until('the first is heard of', async () => changeWatch.position >= first)

  await stopListening()
  await until('it does not listen', async () => !changeWatch.isListening())
  const second = await publish('ecoutee', 2)
  await listens()

  await until('what was missed is heard of', async () => changeWatch.position >= second)
})

test('an answer that a publication overtook while it was read is not kept, nor given to who asks afterwards', async () => {
  await publish('depassee', 1)
  const { answers, changeWatch } = (await start()).app
  const question = `select headline from delivery.publication where article = 'depassee' and valid_to is null`
  const readSlowly = (meanwhile: () => Promise<unknown>) =>
    answers.answer('depassee', async readRows => {
      const [row] = await readRows<{ headline: string }>(question, [])
      await meanwhile()
      return readyAnswer({
        body: String(row?.headline),
        contentType: '',
        headers: {},
        dependencies: ['article:depassee'],
      })
    })
  let askedAfterwards: ReturnType<typeof readSlowly> | undefined

  const overtaken = await readSlowly(async () => {
    await publish('depassee', 2)
    await changeWatch.poll()
    askedAfterwards = readSlowly(async () => {})
  })

  assert.deepEqual(
    [overtaken, await askedAfterwards].map(answer => String(answer?.body)),
    ['1', '2'],
  )
  assert.equal(String(answers.find('depassee')?.body), '2')
})

test('an answer of several statements shows one state, however often it is published in between', async () => {
  const { pool } = await start()
  await publish('melee', 1)
  let number = 1
  const headline = `select headline from delivery.publication where article = 'melee' and valid_to is null`

  const { value } = await readAtOnePosition({
    pool,
    least: 0,
    async read(readRows) {
      const [first] = await readRows<{ headline: string }>(headline, [])
      await publish('melee', (number += 1))
      const [second] = await readRows<{ headline: string }>(headline, [])
      return [first?.headline, second?.headline]
    },
  })

  assert.equal(value[0], value[1])
})

test('a database that lags behind what readers had already is not believed', async () => {
  const { pool, app } = await start()
  await publish('attendue', 1)

  const reading = readAtOnePosition({
    pool,
    least: app.changeWatch.position + 1_000,
    read: readRows => readRows('select 1 as one', []),
  })

  await assert.rejects(reading, { code: 'UNAVAILABLE', message: /lags behind/ })
})

test('a process that cannot hear answers nothing from memory, says so, and hears again', async () => {
  await publish('coupee', 1)
  await publish('intacte', 1)
  const process = await start({ pollMs: 20, deafAfterMs: 300 })
  for (const id of ['coupee', 'intacte']) await process.ask(byStory(id))
  // Nothing is told any more, and stories can still be read.
  await desk.sql(`alter table delivery.change rename to change_away`)

  await until('it is deaf', async () => !process.app.changeWatch.isHearing())
  await assert.rejects(process.app.changeWatch.assertHearing(), { code: 'UNAVAILABLE', message: /Nothing was heard/ })
  assert.equal(process.holds(byStory('intacte')), false)
  await desk.sql(`alter table delivery.change_away rename to change`)
  await publish('coupee', 2)

  await until('it hears', async () => process.app.changeWatch.isHearing())
  await process.app.changeWatch.assertHearing()
  await process.settle()
  assert.deepEqual([process.holds(byStory('coupee')), process.holds(byStory('intacte'))], [false, true])
  assert.equal(numberIn(await process.ask(byStory('coupee'))), 2)
})

test('a database that was put back to an earlier state is followed from there, and nothing newer is kept', async () => {
  await publish('restauree', 1)
  const process = await start({ pollMs: 20, deafAfterMs: 300 })
  const before = process.app.changeWatch.position
  await publish('restauree', 2)
  await process.settle()
  await process.ask(byStory('restauree'))

  await desk.inTransaction(async () => {
    await desk.sql(`set local session_replication_role = replica`)
    await desk.sql(`delete from delivery.change where position > $1`, [before])
    await desk.sql(`update ledger.head set position = $1`, [before])
  })

  await until('it goes on from there', async () => process.app.changeWatch.position === before)
  assert.equal(process.holds(byStory('restauree')), false)
  assert.equal((await process.ask(byStory('restauree'))).status, 200)
})
