import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { clearDelivery } from '../../publication/clear-delivery.ts'
import { recordChange } from '../../publication/record-change.ts'
import { freshDatabase, type FreshDatabase } from '../fresh-database.ts'
import { openDesks, type Desk } from '../open-desks.ts'
import { publishStory } from '../publish-story.ts'

let database: FreshDatabase
let desk: Desk
let close: () => Promise<void>

before(async () => {
  database = await freshDatabase()
  const opened = await openDesks(database.url, 1)
  close = opened.close
  desk = opened.desks[0] ?? assert.fail('no desk')
  await publishAndRecord('ferme')
  await publishAndRecord('ferme')
})
after(async () => {
  await close()
  await database.drop()
})

const refused = { code: '23000' }

for (const [what, statement] of [
  ['another headline', `update delivery.publication set headline = 'Autre'`],
  ['another content', `update delivery.publication set content = '{}'`],
  ['an earlier start', `update delivery.publication set valid_from = valid_from - interval '1 second'`],
  ['another end', `update delivery.publication set valid_to = valid_to + interval '1 hour' where valid_to is not null`],
  ['no end', `update delivery.publication set valid_to = null, ended_by = null where valid_to is not null`],
  ['no row', `delete from delivery.publication`],
  ['no row at all', `truncate delivery.publication cascade`],
  ['no slug', `delete from delivery.slug`],
  ['a slug of another story', `update delivery.slug set article = 'autre'`],
  ['no slug at all', `truncate delivery.slug`],
  ['no change', `delete from delivery.change`],
  ['another change', `update delivery.change set kind = 'kill'`],
  ['no change at all', `truncate delivery.change`],
] as const) {
  test(`public history can be given ${what} by nobody`, async () => {
    await assert.rejects(desk.sql(statement), refused)
  })
}

test('what was withheld stays so', async () => {
  const attempt = desk.inTransaction(async () => {
    await desk.sql(`update delivery.publication set withheld = true`)
    await desk.sql(`update delivery.publication set withheld = false`)
  })

  await assert.rejects(attempt, refused)
})

test('an erasure may put a tombstone in place of a publication, and not take the publication away', async () => {
  const inTheNameOfErase = (statement: string) =>
    desk.inTransaction(async () => {
      await desk.sql(`set local bouclage.act = 'erase'`)
      await desk.sql(statement)
    })

  await inTheNameOfErase(
    `update delivery.publication set headline = '', withheld = true where article = 'ferme' and valid_to is not null`,
  )

  await assert.rejects(inTheNameOfErase(`delete from delivery.publication`), refused)
})

test('not even the reset of the seed may take changes away', async () => {
  const attempt = desk.inTransaction(async () => {
    await desk.sql(`set local bouclage.act = 'seed.reset'`)
    await desk.sql(`delete from delivery.change`)
  })

  await assert.rejects(attempt, refused)
})

for (const act of ['', 'erase', 'seed']) {
  test(`what readers get cannot be cleared in the name of “${act}”`, async () => {
    const attempt = desk.inTransaction(async () => {
      await desk.sql(`select set_config('bouclage.act', $1, true)`, [act])
      await clearDelivery(desk.sql)
    })

    await assert.rejects(attempt, { code: 'INTERNAL' })
    assert.notDeepEqual(await rowsLeft(), nothing)
  })
}

test('the reset of the seed clears all that readers get, and positions go on growing', async () => {
  const [before] = await desk.sql<{ count: number; head: number }>(positions)

  const position = await desk.inTransaction(async () => {
    await desk.sql(`set local bouclage.act = 'seed.reset'`)
    await clearDelivery(desk.sql)
    return recordChange(desk.sql, { kind: 'reset', articleId: null, tags: [], at: new Date() })
  })

  assert.deepEqual(await rowsLeft(), nothing)
  assert.ok(before && position === before.head + 1)
  assert.deepEqual(await desk.sql(positions), [{ count: before.count + 1, head: position }])
})

test('a reset that is interrupted leaves everything as it was', async () => {
  await publishAndRecord('reste')
  const before = await rowsLeft()

  const attempt = desk.inTransaction(async () => {
    await desk.sql(`set local bouclage.act = 'seed.reset'`)
    await clearDelivery(desk.sql)
    throw new Error('the power fails')
  })

  await assert.rejects(attempt, /the power fails/)
  assert.deepEqual(await rowsLeft(), before)
})

const positions = `select (select count(*)::int from delivery.change) as count, position::int as head from ledger.head`
const nothing = { publication: 0, publication_tag: 0, tag: 0, slug: 0, picture: 0 }

async function rowsLeft(): Promise<Record<string, unknown> | undefined> {
  const counts = Object.keys(nothing).map(table => `(select count(*)::int from delivery.${table}) as ${table}`)
  const [row] = await desk.sql(`select ${counts.join(', ')}`)
  return row
}

async function publishAndRecord(articleId: string): Promise<void> {
  await desk.inTransaction(async () => {
    const { at, tags } = await publishStory(desk.sql, articleId)
    await recordChange(desk.sql, { kind: 'publish', articleId, tags, at })
  })
}
