import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { NewsroomError } from '../../errors.ts'
import type { PublishedContent } from '../../publication/content.ts'
import { endPublication } from '../../publication/end-publication.ts'
import { buildImage, buildSnapshot, paragraphs } from '../build-snapshot.ts'
import { freshDatabase, type FreshDatabase } from '../fresh-database.ts'
import { openDesks, untilWaiting, type Desk } from '../open-desks.ts'
import { caucase, publishStory } from '../publish-story.ts'

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

const publish = (at: Desk, ...story: Parameters<typeof publishStory> extends [unknown, ...infer Rest] ? Rest : never) =>
  at.inTransaction(() => publishStory(at.sql, ...story))

test('readers get the story complete, as it was approved', async () => {
  const snapshot = buildSnapshot({ slug: 'complet', relatedArticles: ['b', 'a'] })

  const { publicationId } = await publish(desk(0), 'complet', { snapshot, revision: 7 })

  const [row] = await desk(0).sql<{ revision: number; headline: string; language: string; content: PublishedContent }>(
    `select revision, headline, language, content from delivery.publication where id = $1`,
    [publicationId],
  )
  assert.equal(row?.revision, 7)
  assert.equal(row?.headline, snapshot.headline)
  assert.equal(row?.language, 'fr')
  assert.equal(row?.content.sections[0]?.text, 'Elle a duré deux heures.')
  assert.deepEqual(row?.content.relatedArticles, ['b', 'a'])
})

test('an update ends what stood, begins in the same millisecond, and keeps the date of the first publication', async () => {
  const first = await publish(desk(0), 'mise-a-jour')

  const second = await publish(desk(0), 'mise-a-jour', { kind: 'update', revision: 2 })

  assert.deepEqual(second.firstPublished, first.at)
  assert.deepEqual(await intervalsOf('mise-a-jour'), [
    { from: first.at, to: second.at, by: 'replaced', first: first.at },
    { from: second.at, to: null, by: null, first: first.at },
  ])
})

test('a story that was unpublished and comes back keeps the date of its first publication', async () => {
  const first = await publish(desk(0), 'retour')
  const update = await publish(desk(0), 'retour', { kind: 'update' })
  const end = { articleId: 'retour', by: 'unpublished', note: null } as const
  const ended = await desk(0).inTransaction(() => endPublication(desk(0).sql, end))

  const again = await publish(desk(0), 'retour')

  assert.deepEqual(again.firstPublished, first.at)
  assert.deepEqual(await intervalsOf('retour'), [
    { from: first.at, to: update.at, by: 'replaced', first: first.at },
    { from: update.at, to: ended?.at, by: 'unpublished', first: first.at },
    { from: again.at, to: null, by: null, first: first.at },
  ])
})

test('of two publications of one story at once, the second waits and replaces the first', async () => {
  let second: ReturnType<typeof publish> | undefined

  const first = await desk(0).inTransaction(async () => {
    const written = await publishStory(desk(0).sql, 'ensemble')
    second = publish(desk(1), 'ensemble', { kind: 'update', revision: 2 })
    await untilWaiting(desk(2), desk(1))
    return written
  })
  const later = await second

  assert.deepEqual(
    (await intervalsOf('ensemble')).map(({ from, to }) => ({ from, to })),
    [
      { from: first.at, to: later?.at },
      { from: later?.at, to: null },
    ],
  )
})

test('many publications in a hurry leave one live interval and none that overlap', async () => {
  const rounds = Array.from({ length: 8 }, (_, round) => round)

  await Promise.all(
    desks.map(async at => {
      for (const revision of rounds) await publish(at, 'presse', { revision })
    }),
  )

  const intervals = await intervalsOf('presse')
  assert.equal(intervals.length, desks.length * rounds.length)
  assert.equal(intervals.filter(({ to }) => to === null).length, 1)
  for (const [index, { from, to }] of intervals.entries()) {
    assert.deepEqual(to, intervals[index + 1]?.from ?? null)
    assert.ok(to === null || to > from)
  }
})

test('intervals stay apart within one millisecond, and when the clock goes back', async () => {
  const first = await publish(desk(0), 'horloge')
  const ahead = new Date(first.at.getTime() + 3_600_000)
  await endAt('horloge', ahead)

  const second = await publish(desk(0), 'horloge')

  assert.equal(second.at.getTime(), ahead.getTime() + 1)
})

test('of two stories that take one slug at once, the second is told so by name', async () => {
  const snapshot = buildSnapshot({ slug: 'le-meme' })
  let second: Promise<unknown> | undefined

  await desk(0).inTransaction(async () => {
    await publishStory(desk(0).sql, 'slug-1', { snapshot })
    second = publish(desk(1), 'slug-2', { snapshot }).catch((error: unknown) => error)
    await untilWaiting(desk(2), desk(1))
  })
  const refusal = await second

  assert.ok(refusal instanceof NewsroomError)
  assert.equal(refusal.code, 'SLUG_TAKEN')
  assert.match(refusal.message, /“le-meme”/)
  assert.deepEqual(await intervalsOf('slug-2'), [])
})

test('a slug that a story left still belongs to it: no other may have it, and it may come back', async () => {
  await publish(desk(0), 'depart')
  await publish(desk(0), 'depart', { kind: 'update', snapshot: buildSnapshot({ slug: 'arrivee' }) })

  const other = publish(desk(0), 'autre', { snapshot: buildSnapshot({ slug: 'depart' }) })

  await assert.rejects(other, { code: 'SLUG_TAKEN' })
  await publish(desk(0), 'depart', { kind: 'update', snapshot: buildSnapshot({ slug: 'depart' }) })
})

test('a publication is filed under its tags, and an update says which lists changed', async () => {
  const topic = { id: 'tag-paix', name: 'Paix', slug: 'paix', kind: 'topic', uri: null }
  const tags = [topic, caucase]
  await publish(desk(0), 'classe')

  const update = await publish(desk(0), 'classe', {
    kind: 'update',
    snapshot: buildSnapshot({ slug: 'classe', tags: ['tag-paix'] }),
    tags,
  })

  const filed = await desk(0).sql(
    `select tag, valid_from as from, valid_to as to, first_published as first
       from delivery.publication_tag where article = 'classe' order by valid_from`,
  )
  assert.deepEqual(filed, [
    { tag: 'tag-caucase', from: update.firstPublished, to: update.at, first: update.firstPublished },
    { tag: 'tag-paix', from: update.at, to: null, first: update.firstPublished },
  ])
  assert.deepEqual(update.tags.toSorted(), ['tag-caucase', 'tag-paix'])
})

test('every picture of a story may be seen by strangers, and a killed one stays killed', async () => {
  const [a, b] = ['a.jpg', 'b.jpg'].map(key => buildImage({ key }))
  const sections = [a, b].map((image, index) => ({ id: `${index}`, heading: null, body: [], image: image ?? null }))
  const snapshot = buildSnapshot({ slug: 'images', image: a, sections })
  await publish(desk(0), 'images', { snapshot })
  await desk(0).sql(`update delivery.picture set killed_at = clock_timestamp() where key = 'a.jpg'`)

  await publish(desk(0), 'images', { snapshot, kind: 'update' })

  const pictures = await desk(0).sql(
    `select key, width, height, killed_at is not null as killed from delivery.picture where key like '_.jpg' order by key`,
  )
  assert.deepEqual(pictures, [
    { key: 'a.jpg', width: 1600, height: 900, killed: true },
    { key: 'b.jpg', width: 1600, height: 900, killed: false },
  ])
})

test('a correction carries its note', async () => {
  await publish(desk(0), 'corrige')

  const { publicationId } = await publish(desk(0), 'corrige', { kind: 'correct', note: 'Le nom était faux.' })

  const [row] = await desk(0).sql(`select kind, note from delivery.publication where id = $1`, [publicationId])
  assert.deepEqual(row, { kind: 'correct', note: 'Le nom était faux.' })
})

test('a French story is found without its accents and by another form of its words', async () => {
  const sections = [
    { id: 'a', heading: null, body: paragraphs('L’Azerbaïdjan privilégie la réintégration.'), image: null },
  ]
  await publish(desk(0), 'cherche', { snapshot: buildSnapshot({ slug: 'cherche', sections }) })

  const found = (query: string) =>
    desk(0).sql(
      `select slug from delivery.publication
        where search @@ delivery.search_query('fr', $1) and slug = 'cherche'`,
      [query],
    )

  for (const query of ['azerbaidjan', 'réintégrations', 'reintegration', 'POURPARLERS'])
    assert.deepEqual(await found(query), [{ slug: 'cherche' }], query)
  assert.deepEqual(await found('arménie'), [])
})

test('a story is found by headline, then standfirst and headings, then bodies, then captions and byline', async () => {
  const image = buildImage({ caption: 'légende' })
  const sections = [{ id: 'a', heading: 'intertitre', body: paragraphs('corps'), image }]
  const snapshot = buildSnapshot({ slug: 'poids', headline: 'titre', description: 'chapô', byline: 'Zoé', sections })

  const { publicationId } = await publish(desk(0), 'poids', { snapshot: { ...snapshot, image: null } })

  const weights = await desk(0).sql(
    `select lexeme, weights from delivery.publication, unnest(search) where id = $1 order by weights, lexeme`,
    [publicationId],
  )
  assert.deepEqual(weights, [
    { lexeme: 'titr', weights: ['A'] },
    { lexeme: 'chapo', weights: ['B'] },
    { lexeme: 'intertitr', weights: ['B'] },
    { lexeme: 'corp', weights: ['C'] },
    { lexeme: 'legend', weights: ['D'] },
    { lexeme: 'zo', weights: ['D'] },
  ])
})

test('a story of any length goes out, and is found by its beginning', async () => {
  const words = Array.from({ length: 300_000 }, (_, number) => `x${number.toString(36)}-y${number.toString(36)}`)
  const sections = [{ id: 'a', heading: null, body: paragraphs(words.join(' ')), image: null }]
  const snapshot = buildSnapshot({ slug: 'interminable', language: 'xx', sections })

  await publish(desk(0), 'interminable', { snapshot })

  const [found] = await desk(0).sql(
    `select 1 from delivery.publication where slug = 'interminable' and search @@ delivery.search_query('xx', 'x7')`,
  )
  assert.ok(found)
})

async function intervalsOf(articleId: string) {
  return desk(0).sql<{ from: Date; to: Date | null; by: string | null; first: Date }>(
    `select valid_from as from, valid_to as to, ended_by as by, first_published as first
       from delivery.publication where article = $1 order by valid_from`,
    [articleId],
  )
}

async function endAt(articleId: string, at: Date): Promise<void> {
  await desk(0).sql(
    `update delivery.publication set valid_to = $2::timestamptz, ended_by = 'unpublished' where article = $1`,
    [articleId, at.toISOString()],
  )
}
