import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { kindOf, numberMark, storyOf, tagsOf } from '../../bench/bench-story.ts'
import { checkAnswer } from '../../bench/check-answer.ts'
import { fillDelivery } from '../../bench/fill-delivery.ts'
import { questionsOver } from '../../bench/questions.ts'
import { sqlOfPg, type Sql } from '../../database/sql.ts'
import { freshDatabase, type FreshDatabase } from '../fresh-database.ts'
import { openTestNewsroom, type TestNewsroom } from '../newsroom.ts'
import { readAsApp, type App } from '../read-as-app.ts'

const count = 260
/** The one with the rare word. */
const compared = 250

let filled: FreshDatabase
let newsroom: TestNewsroom
let pools: pg.Pool[]
let bulk: Sql
let worked: Sql
let app: App
before(async () => {
  ;[filled, newsroom] = await Promise.all([freshDatabase(), openTestNewsroom()])
  pools = [filled.url, newsroom.databaseUrl].map(connectionString => new pg.Pool({ connectionString, max: 1 }))
  // Ended connections may still be closing when the database is dropped, which cuts them off.
  for (const pool of pools) pool.on('error', () => {})
  ;[bulk, worked] = pools.map(sqlOfPg) as [Sql, Sql] // two pools
  await fillDelivery(bulk, count)
  app = await readAsApp({ databaseUrl: filled.url, storage: newsroom.storage })
})
after(async () => {
  await app?.close()
  await Promise.all((pools ?? []).map(pool => pool.end()))
  await Promise.all([filled?.drop(), newsroom?.close()])
})

/** The same story, through the hands of author, editor and publisher. */
async function publishByHand(number: number): Promise<void> {
  const { stories, desks } = newsroom
  const { headline, slug, description, byline, image, sections } = storyOf(number, kindOf(number))
  const tags = []
  for (const { name, slug, kind } of tagsOf(kindOf(number).variant))
    tags.push(await desks.editor.context.db.Tag.createOne({ data: { name, slug, kind: kind as 'place' } }))
  const { altText, caption, creditLine, isIllustrative } = image ?? {}
  const picture = await stories.image({ altText, caption, creditLine, isIllustrative })
  await stories.live({
    ...{ headline, slug, description, byline },
    sections: sections.map(({ heading, body }) => ({ heading: heading ?? '', body })),
    tags: { connect: tags.map(({ id }) => ({ id })) },
    image: { connect: { id: picture } },
  })
}

type Row = Record<string, unknown>

/** Every row that a publication leaves, without what two newsrooms never share: ids, moments, and the picture’s file. */
async function rowsOf(sql: Sql, slug: string): Promise<Record<string, Row[]>> {
  const ids = `'id', 'key', 'width', 'height'`
  return {
    publication: await sql(
      `select revision, kind, slug, headline, language, search::text, note, valid_to, ended_by, end_note, withheld,
              first_published = valid_from as "isFirst", jsonb_array_length(content->'tags') as tags,
              (content - 'tags' - 'image' - 'sections') as content, (content->'image') - array[${ids}] as image,
              jsonb_path_query_array(content, '$.sections[*].id.type()') as "sectionIds",
              (select jsonb_agg(s - 'id' order by s->'position') from jsonb_array_elements(content->'sections') s) as sections
         from delivery.publication where slug = $1`,
      [slug],
    ),
    tags: await sql(
      `select t.name, t.slug, t.kind, t.uri, t.valid_to, pt.valid_to as "leftAt", pt.article = p.article as "isOurs",
              pt.first_published = p.first_published and pt.valid_from = p.valid_from as "isThen"
         from delivery.publication p join delivery.publication_tag pt on pt.publication = p.id
         join delivery.tag t on t.id = pt.tag where p.slug = $1 order by t.slug`,
      [slug],
    ),
    slug: await sql(
      `select s.slug, s.article = p.article as "isOurs" from delivery.slug s join delivery.publication p using (slug)
        where s.slug = $1`,
      [slug],
    ),
    change: await sql(
      `select c.kind, c.at = p.valid_from as "isThen", cardinality(c.tags) as tags, c.tags <@ array(
              select jsonb_array_elements_text(p.content->'tags')) as "areOurs", c.position <= h.position as "isCounted"
         from delivery.change c join delivery.publication p on p.article = c.article, ledger.head h
        where p.slug = $1 and c.kind <> 'tag'`,
      [slug],
    ),
    picture: await sql(
      `select pic.key = content->'image'->>'key' as "isOurs", pic.width = (content->'image'->>'width')::int as "isSoWide", killed_at
         from delivery.publication p join delivery.picture pic on pic.image = p.content->'image'->>'id' where p.slug = $1`,
      [slug],
    ),
  }
}

test('a story that the bench writes is, row by row, the one that the workflow publishes', async () => {
  await publishByHand(compared)

  const { slug } = storyOf(compared, kindOf(compared))
  const [made, published] = [await rowsOf(bulk, slug), await rowsOf(worked, slug)]

  assert.equal(published['publication']?.length, 1)
  assert.equal(published['tags']?.length, 3)
  assert.equal(published['picture']?.length, 1)
  assert.deepEqual(made, published)
})

test('every position is taken, every story is filed for search as it should be, and no mark of a template is left', async () => {
  const [facts] = await bulk(
    `select count(distinct c.position)::int as positions, max(c.position)::int as newest, min(h.position)::int as head,
            (select count(*)::int from delivery.publication where content::text ~ '${numberMark}|\\{key\\}') as marks,
            (select count(*)::int from delivery.publication where search <> delivery.search_of(content)) as "wronglyFiled"
       from delivery.change c, ledger.head h`,
  )

  assert.deepEqual(facts, { positions: count, newest: count, head: count, marks: 0, wronglyFiled: 0 })
})

test('each question of the bench is answered with the stories that belong there', async () => {
  const questions = await questionsOver(bulk, count)

  for (const { name, asked } of questions)
    for (const each of asked) {
      const data = await app.ask(each.query)
      assert.ok(each.expected.length > 0, name)
      checkAnswer(JSON.stringify({ data }), each)
    }
})

test('an answer in another order, or with a story that lacks a section, is not accepted', async () => {
  const [list] = await questionsOver(bulk, count)
  const [asked] = list?.asked ?? []
  assert.ok(asked)
  const data = (await app.ask(asked.query)) as { articles: { nodes: { sections: unknown[] }[] } } // as asked for
  const { nodes } = data.articles

  const reversed = JSON.stringify({ data: { articles: { nodes: [...nodes].reverse() } } })
  nodes[3]?.sections.pop()
  const cut = JSON.stringify({ data })

  assert.throws(() => checkAnswer(reversed, asked))
  assert.throws(() => checkAnswer(cut, asked))
})
