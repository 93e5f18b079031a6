import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sqlOfPrisma, type Sql } from '../../database/sql.ts'
import { verifyStoredTrail } from '../verify-stored-trail.ts'
import { move, openTestNewsroom, paragraphs, save, type Answer, type Story, type TestNewsroom } from '../newsroom.ts'

let newsroom: TestNewsroom
let sql: Sql
before(async () => {
  newsroom = await openTestNewsroom()
  sql = sqlOfPrisma(newsroom.context.prisma)
})
after(() => newsroom.close())

const erase = ({ id, version }: Pick<Story, 'id' | 'version'>, legalBasis = 'RGPD, article 17') =>
  [
    `mutation ($id: ID!, $version: Int!, $legalBasis: String!) {
      eraseArticle(where: { id: $id }, version: $version, legalBasis: $legalBasis) {
        article { headline slug version state publicStatus killedAt sections { id } tags { id } image { id } checklist { code } }
        picturesOnlyHere { id }
      }
    }`,
    { id, version, legalBasis },
  ] as const

type Erased = {
  article: Record<string, unknown> & { sections: unknown[] }
  picturesOnlyHere: { id: string }[]
}

const erasedIn = (data: Answer['data']) => (data?.['eraseArticle'] ?? assert.fail()) as unknown as Erased

/** A word that is nowhere else, written wherever a story has room for words. */
async function storyWith(canary: string): Promise<Story> {
  const { stories, desks } = newsroom
  const live = await stories.live({
    ...{ headline: `${canary} titre`, description: `${canary} chapô`, byline: `${canary} signature` },
    ...{ imageCaption: `${canary} légende`, imageAltText: `${canary} texte`, edNote: `${canary} note` },
    slug: 'une-adresse-qui-reste',
    sections: [{ heading: `${canary} intertitre`, body: paragraphs(`${canary} corps`), imageCaption: `${canary} bas` }],
  })
  await desks.editor.ask(`mutation ($data: EditorialNoteCreateInput!) { createEditorialNote(data: $data) { id } }`, {
    data: { article: { connect: { id: live.id } }, text: `${canary} remarque` },
  })
  await desks.editor.ask(
    ...save(live, { headline: `${canary} autre titre`, urgency: 2, edNote: `${canary} autre note` }),
  )
  return { ...live, version: live.version + 1 }
}

/** Every table of the newsroom in which some row still holds the word. */
async function tablesWith(word: string): Promise<string[]> {
  const tables = await sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'delivery', 'ledger', 'sign_in', 'graphile_worker')`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const [row] = await sql(`select 1 from ${name} t where strpos(lower(t::text), lower($1)) > 0 limit 1`, [word])
    if (row) found.push(name)
  }
  return found
}

test('an erased story leaves no word of its content in any table; its hashes, dates and slug stay', async () => {
  const { desks } = newsroom
  const story = await storyWith('xylophage')
  const kept = `select number, cause, "contentHash", "createdAt" from "Revision" where "articleId" = $1 and number <= 2 order by number`
  const intervals = `select revision, slug, valid_from, first_published from delivery.publication where article = $1`
  const [revisionsBefore, publicationsBefore] = [await sql(kept, [story.id]), await sql(intervals, [story.id])]
  const before = await tablesWith('xylophag')

  const { data, refusal } = await desks.admin.ask(...erase(story))

  const { article, picturesOnlyHere } = erasedIn(data)
  assert.equal(refusal, null)
  assert.ok(before.length >= 4, before.join())
  assert.deepEqual(await tablesWith('xylophag'), [])
  assert.deepEqual(await sql(kept, [story.id]), revisionsBefore)
  assert.deepEqual(await sql(intervals, [story.id]), publicationsBefore)
  assert.deepEqual(
    [article['headline'], article['slug'], article['state'], article['publicStatus'], article['version']],
    ['Erased', 'une-adresse-qui-reste', 'draft', 'killed', story.version + 1],
  )
  assert.deepEqual([article.sections.length, picturesOnlyHere.length], [0, 1])
})

test('an erasure is on record with its legal basis, and the trail is still whole', async () => {
  const { desks, stories } = newsroom
  const draft = await stories.draft()

  await desks.admin.ask(...erase(draft, 'Ordonnance du 3 mars'))

  const entry = await newsroom.context.prisma.auditEntry.findFirst({
    where: { subject: `article:${draft.id}` },
    orderBy: { sequence: 'desc' },
  })
  assert.deepEqual([entry?.action, entry?.reason], ['article.erase', 'Legal basis: Ordonnance du 3 mars'])
  assert.deepEqual((await verifyStoredTrail(newsroom)).findings, [])
})

test('only admins erase, from the version that they looked at, and with a legal basis', async () => {
  const { desks, stories } = newsroom
  const live = await stories.live()

  const refusals = [
    await desks.publisher.ask(...erase(live)),
    await desks.admin.ask(...erase({ ...live, version: 1 })),
    await desks.admin.ask(...erase(live, '  ')),
  ]

  assert.deepEqual(
    refusals.map(({ refusal }) => refusal?.code),
    ['NOT_PERMITTED', 'ARTICLE_CHANGED', 'REASON_MISSING'],
  )
})

test('an erased revision can be neither compared, restored nor published; the story can be written anew', async () => {
  const { desks, stories } = newsroom
  const live = await stories.live()
  await desks.admin.ask(...erase(live))
  const erased = { ...live, version: live.version + 1 }
  const mutation = `mutation ($id: ID!, $version: Int!) { restoreArticleRevision(where: { id: $id }, version: $version, revision: 1) { leftOut { id } } }`
  const query = `query ($id: ID!) { compareRevisions(where: { id: $id }, from: { number: 1 }, to: { copy: WORKING_COPY }) { same } }`

  const refusals = [
    await desks.editor.ask(mutation, erased),
    await desks.editor.ask(query, { id: live.id }),
    await desks.publisher.ask(...move('publishNow', erased, { override: 'Vide.' })),
  ]
  const { data } = await desks.editor.ask(`query ($id: ID!) { history(where: { id: $id }) { number erased } }`, {
    id: live.id,
  })
  const written = await desks.editor.ask(...save(erased, { headline: 'Une tout autre histoire' }))

  assert.deepEqual(
    refusals.map(({ refusal }) => refusal?.code),
    ['WRONG_STATE', 'WRONG_STATE', 'WRONG_STATE'],
  )
  assert.deepEqual(JSON.parse(JSON.stringify(data?.['history'])), [
    { number: 2, erased: false },
    { number: 1, erased: true },
  ])
  assert.equal(written.refusal, null)
})

test('a picture that another story shows is not named as the erased story’s own', async () => {
  const { desks, stories } = newsroom
  const [shared, own] = [await stories.image(), await stories.image()]
  await stories.draft({ image: { connect: { id: shared } } })
  const draft = await stories.draft({
    image: { connect: { id: shared } },
    sections: [{ heading: 'A', body: paragraphs('B.'), image: { id: own } }],
  })

  const { data } = await desks.admin.ask(...erase(draft))

  const { picturesOnlyHere } = erasedIn(data)
  assert.deepEqual(
    picturesOnlyHere.map(({ id }) => id),
    [own],
  )
})

test('in the name of an erasure the database takes a tombstone and nothing else', async () => {
  const { stories } = newsroom
  const live = await stories.live()
  const inTheNameOfErase = (statement: string) =>
    assert.rejects(
      newsroom.context.transaction(async ({ prisma }) => {
        const inside = sqlOfPrisma(prisma)
        await inside(`select set_config('bouclage.act', 'erase', true)`)
        await inside(statement, [live.id])
      }),
    )

  await inTheNameOfErase(`update "Revision" set snapshot = '{"headline": "Faux"}' where "articleId" = $1`)
  await inTheNameOfErase(
    `update "Revision" set snapshot = '{"erased": true}', "contentHash" = 'x' where "articleId" = $1`,
  )
  await inTheNameOfErase(
    `update "Revision" set snapshot = '{"erased": true}', "createdAt" = now() where "articleId" = $1`,
  )
  await inTheNameOfErase(`delete from "Revision" where "articleId" = $1`)
  await inTheNameOfErase(`update delivery.publication set headline = '' where article = $1`)
  await inTheNameOfErase(`update delivery.publication set slug = 'autre' where article = $1`)
  await inTheNameOfErase(`delete from delivery.publication where article = $1`)
})
