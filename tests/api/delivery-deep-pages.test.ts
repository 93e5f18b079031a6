import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'

import { readArticles, type ArticlesAsked } from '../../delivery/read-articles.ts'
import { nestedArticlesFrom } from '../../delivery/read-nested-articles.ts'
import type { ReadRows } from '../../delivery/read-rows.ts'
import { openDeliveryPool } from '../../delivery/open-delivery-pool.ts'
import { publishedContent, startDelivery, type Delivery } from '../delivery-fixtures.ts'

const stories = 4_000
const first = 20

let delivery: Delivery
let pool: pg.Pool
before(async () => {
  delivery = await startDelivery()
  pool = openDeliveryPool({ databaseUrl: delivery.url, max: 1 })
  pool.on('error', () => {})
  await delivery.tag({ id: 'all', slug: 'all', at: '2000-01-01T00:00:00.000Z' })
  await publishMany()
})
after(async () => {
  await pool.end()
  await delivery.close()
})

/** One story a minute, each with the tag `all`; each was published twice, so there is a past beside what is live. */
async function publishMany() {
  const content = JSON.stringify(publishedContent({ id: 'many' }))
  await delivery.desk.query(
    `insert into delivery.publication (article, revision, kind, slug, headline, language, content, first_published, valid_from, valid_to, ended_by)
     select 'a' || i, version, 'publish', 'a' || i, 'Headline', 'fr', $1::jsonb, at,
            at + version * interval '1 day', case version when 1 then at + interval '2 days' end, case version when 1 then 'replaced' end
     from generate_series(1, $2::int) i, generate_series(1, 2) version,
          lateral (select timestamptz '2026-01-01' + i * interval '1 minute' as at) times`,
    [content, stories],
  )
  await delivery.desk.query(
    `insert into delivery.publication_tag (publication, tag, article, first_published, valid_from, valid_to)
     select id, 'all', article, first_published, valid_from, valid_to from delivery.publication`,
  )
  await delivery.desk.query('vacuum analyze delivery.publication, delivery.publication_tag, delivery.tag')
}

type Plan = {
  'Node Type': string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}
type Cost = { mostRows: number; pagesRead: number; sorts: number; shown: number }

/** Runs a reader of delivery, and reads from PostgreSQL itself what its statement had to touch. */
async function costOf(read: (readRows: ReadRows) => Promise<unknown[]>): Promise<Cost> {
  let cost: Omit<Cost, 'shown'> = { mostRows: 0, pagesRead: 0, sorts: 0 }
  const rows = await read(async <Row extends pg.QueryResultRow>(text: string, values: unknown[]) => {
    const { rows: explained } = await pool.query(`explain (analyze, buffers, timing off, format json) ${text}`, values)
    const plan = explained[0]['QUERY PLAN'][0].Plan
    const nodes = nodesOf(plan)
    const touched = (node: Plan) => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
    cost = {
      mostRows: Math.max(...nodes.map(touched)),
      pagesRead: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
      sorts: nodes.filter(node => node['Node Type'].includes('Sort') && touched(node) > first + 1).length,
    }
    return (await pool.query<Row>(text, values)).rows
  })
  return { ...cost, shown: rows.length }
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

const asked: ArticlesAsked = {
  limit: first + 1,
  after: null,
  tag: null,
  language: null,
  publishedAfter: null,
  publishedBefore: null,
  moment: null,
  parts: { sections: 'whole', tags: true, corrections: true },
}
const lastPages = { firstPublished: new Date(Date.UTC(2026, 0, 1, 0, first + 5)), id: '' }
/** Every story was live then, some by their first publication and some by their second. */
const moment = new Date('2026-01-04T00:00:00.000Z')

const lists: [name: string, asked: Partial<ArticlesAsked>][] = [
  ['all stories', {}],
  ['the stories of a language', { language: 'fr' }],
  ['the stories of a tag', { tag: 'all' }],
  ['all stories as they stood', { moment }],
  ['the stories of a tag as they stood', { moment, tag: 'all' }],
]

for (const [name, filters] of lists) {
  test(`the last pages of ${name} touch no more rows than the first, and sort nothing`, async () => {
    const start = { ...asked, ...filters }

    const newest = await costOf(readRows => readArticles(readRows, start))
    const oldest = await costOf(readRows => readArticles(readRows, { ...start, after: lastPages }))

    for (const cost of [newest, oldest]) {
      assert.equal(cost.shown, first + 1)
      assert.equal(cost.sorts, 0)
      assert.ok(cost.mostRows <= 4 * first, JSON.stringify(cost))
    }
    assert.ok(oldest.pagesRead <= 1.5 * newest.pagesRead, JSON.stringify({ newest, oldest }))
  })
}

test('the last pages below a tag touch no more rows than the first', async () => {
  const pageFrom = (start: { time: Date | 'infinity'; id: string }) =>
    costOf(readRows =>
      nestedArticlesFrom(readRows)({ kind: 'tag', id: 'all', limit: first + 1, start }, null, asked.parts),
    )

  const newest = await pageFrom({ time: 'infinity', id: '' })
  const oldest = await pageFrom({ time: lastPages.firstPublished, id: '' })

  assert.equal(oldest.shown, first + 1)
  assert.ok(newest.mostRows <= 4 * first && oldest.mostRows <= 4 * first, JSON.stringify({ newest, oldest }))
})

test('stories like another are looked for among a bounded number, however many share its tag', async () => {
  const { rows } = await delivery.desk.query(
    `select id::text from delivery.publication where article = 'a2000' and valid_to is null`,
  )

  const cost = await costOf(readRows =>
    nestedArticlesFrom(readRows)({ kind: 'similar', publication: rows[0].id, limit: 4 }, null, asked.parts),
  )

  assert.equal(cost.shown, 4)
  assert.ok(cost.mostRows <= 200, JSON.stringify(cost))
})
