import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sqlOfPrisma, type Sql } from '../../database/sql.ts'
import { openTestNewsroom, type Story, type TestNewsroom } from '../newsroom.ts'

let newsroom: TestNewsroom
let sql: Sql
let live: Story
before(async () => {
  newsroom = await openTestNewsroom()
  sql = sqlOfPrisma(newsroom.context.prisma)
  live = await newsroom.stories.live()
})
after(() => newsroom.close())

const refused = (statement: string, ...values: unknown[]) => assert.rejects(sql(statement, values))

test('revisions and audit entries refuse to be changed, removed or emptied', async () => {
  for (const table of ['Revision', 'AuditEntry']) {
    await refused(`update "${table}" set id = id`)
    await refused(`delete from "${table}"`)
    await refused(`truncate "${table}"`)
  }
  await refused(`delete from "User"`)
})

test('an audit entry cannot be removed even by the two acts that touch revisions', async () => {
  for (const act of ['seed.reset', 'erase']) {
    await assert.rejects(
      newsroom.context.transaction(async ({ prisma }) => {
        const inside = sqlOfPrisma(prisma)
        await inside(`select set_config('bouclage.act', $1, true)`, [act])
        await inside(`delete from "AuditEntry"`)
      }),
    )
  }
})

test('a write that names no new version is refused, through any door', async () => {
  await refused(`update "Article" set headline = 'Sans version' where id = $1`, live.id)
  await refused(`update "Article" set version = version + 2 where id = $1`, live.id)
  await refused(`update "Article" set version = version - 1 where id = $1`, live.id)
})

test('states that cannot be are refused by the database itself', async () => {
  const set = (columns: string) =>
    refused(`update "Article" set version = version + 1, ${columns} where id = $1`, live.id)

  await set(`state = 'approved', "approvedRevision" = null`)
  await set(`state = 'draft'`)
  await set(`"liveRevision" = 99`)
  await set(`"trashedAt" = now()`)
  await set(`"killedAt" = now()`)
  await set(`urgency = 10`)
  await set(`slug = 'Not A Slug'`)
  await set(`headline = ''`)
})

test('two sections never share a place in one article', async () => {
  const [section] = await sql<{ id: string }>(`select id from "Section" where article = $1`, [live.id])

  await refused(`insert into "Section" (id, article, position) values ('twin', $1, 1)`, live.id)

  assert.ok(section)
})

test('a second rubric is refused at the commit, also when a tag becomes one', async () => {
  const rubric = await newsroom.stories.tag('Monde', 'rubric')
  const other = await newsroom.stories.tag('Culture', 'rubric')
  const place = await newsroom.stories.tag('Ievlakh')
  await sql(`insert into "_Article_tags" ("A", "B") values ($1, $2), ($1, $3)`, [live.id, rubric, place])

  await refused(`insert into "_Article_tags" ("A", "B") values ($1, $2)`, live.id, other)
  await refused(`update "Tag" set kind = 'rubric' where id = $1`, place)
})

test('one article and one slug have one live publication', async () => {
  const copy = `insert into delivery.publication
      (article, revision, kind, slug, headline, language, content, search, first_published, valid_from)
    select %, revision, kind, slug, headline, language, content, search, first_published, clock_timestamp() + interval '1 hour'
      from delivery.publication where article = $1 and valid_to is null`

  await refused(copy.replace('%', 'article'), live.id)
  await refused(copy.replace('%', `'another'`), live.id)
})

test('the file of a picture never changes', async () => {
  await refused(`update "Image" set file_id = 'another'`)
  await refused(`update "Image" set "contentHash" = 'another'`)
})
