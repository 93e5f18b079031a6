import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { endPublication } from '../../publication/end-publication.ts'
import { tagIsPublic } from '../../publication/tag-is-public.ts'
import type { PublicTag } from '../../publication/write-tag-interval.ts'
import { writeTag } from '../../publication/write-tag.ts'
import { buildSnapshot } from '../build-snapshot.ts'
import { freshDatabase, type FreshDatabase } from '../fresh-database.ts'
import { openDesks, untilWaiting, type Desk } from '../open-desks.ts'
import { publishStory } from '../publish-story.ts'

let database: FreshDatabase
let desks: Desk[]
let close: () => Promise<void>
const desk = (number: number): Desk => desks[number] ?? assert.fail('too few desks')

before(async () => {
  database = await freshDatabase()
  ;({ desks, close } = await openDesks(database.url, 3))
})
after(async () => {
  await close()
  await database.drop()
})

const tagNamed = (id: string): PublicTag => ({ id, name: id, slug: id, kind: 'topic', uri: null })
const tagged = (articleId: string, ...tags: PublicTag[]) => ({
  snapshot: buildSnapshot({ slug: articleId, tags: tags.map(({ id }) => id) }),
  tags,
})
const publish = (articleId: string, ...tags: PublicTag[]) =>
  desk(0).inTransaction(() => publishStory(desk(0).sql, articleId, tagged(articleId, ...tags)))
const save = (tag: PublicTag) => desk(0).inTransaction(() => writeTag(desk(0).sql, tag))

test('a tag becomes public with the first story that carries it, and is there from its first moment', async () => {
  const { at } = await publish('premier', tagNamed('neuf'))

  const [tag] = await intervalsOf('neuf')

  assert.deepEqual(tag && { name: tag.name, to: tag.to }, { name: 'neuf', to: null })
  assert.ok(tag && tag.from <= at)
  assert.equal(await tagIsPublic(desk(0).sql, 'neuf'), true)
})

test('a second story with the same tag changes nothing of it', async () => {
  await publish('un', tagNamed('commun'))
  const before = await intervalsOf('commun')

  await publish('deux', tagNamed('commun'))

  assert.deepEqual(await intervalsOf('commun'), before)
})

test('a rename of a public tag shows at once, and the old name is what it was until then', async () => {
  await publish('renomme', tagNamed('ancien'))

  const saved = await save({ ...tagNamed('ancien'), name: 'Nouveau', slug: 'nouveau' })

  const [old, current] = await intervalsOf('ancien')
  assert.deepEqual(old && { ...old, from: null }, { name: 'ancien', slug: 'ancien', from: null, to: saved?.at })
  assert.deepEqual(current, { name: 'Nouveau', slug: 'nouveau', from: saved?.at, to: null })
})

test('a tag is never missing between two of its names, however quickly they follow', async () => {
  await publish('presse', tagNamed('nom-0'))

  for (let round = 1; round <= 10; round++) await save({ ...tagNamed('nom-0'), name: `nom-${round}` })

  const intervals = await intervalsOf('nom-0')
  assert.equal(intervals.length, 11)
  for (const [index, { to }] of intervals.entries()) assert.deepEqual(to, intervals[index + 1]?.from ?? null)
})

test('a tag can be renamed when the clock went back', async () => {
  const ahead = new Date(Date.now() + 3_600_000)
  const values = ['futur', 'topic', ahead.toISOString()]
  await desk(0).sql(`insert into delivery.tag (id, name, slug, kind, valid_from) values ($1, $1, $1, $2, $3)`, values)

  const saved = await save({ ...tagNamed('futur'), name: 'Futur' })

  assert.equal(saved?.at.getTime(), ahead.getTime() + 1)
})

test('saving a tag without a change, or one that never was public, shows nothing', async () => {
  await publish('inchange', tagNamed('constant'))

  assert.equal(await save(tagNamed('constant')), null)
  assert.equal(await save(tagNamed('secret')), null)
  assert.deepEqual(await intervalsOf('secret'), [])
})

test('a tag that only a withdrawn story carries is not public, but is renamed all the same', async () => {
  await publish('parti', tagNamed('reste'))
  const end = { articleId: 'parti', by: 'unpublished', note: null } as const
  await desk(0).inTransaction(() => endPublication(desk(0).sql, end))

  const saved = await save({ ...tagNamed('reste'), name: 'Reste' })

  assert.equal(await tagIsPublic(desk(0).sql, 'reste'), false)
  assert.ok(saved)
})

test('a new tag may have the slug of a public one that is no more', async () => {
  await publish('vieux', { ...tagNamed('tag-1'), slug: 'partage' })

  await publish('jeune', { ...tagNamed('tag-2'), slug: 'partage' })

  const [first] = await intervalsOf('tag-1')
  assert.ok(first?.to)
  assert.equal((await intervalsOf('tag-2')).length, 1)
})

test('two stories that bring the same new tag at once both go out, and the tag is there once', async () => {
  let second: Promise<unknown> | undefined

  await desk(0).inTransaction(async () => {
    await publishStory(desk(0).sql, 'a-la-fois-1', tagged('a-la-fois-1', tagNamed('x'), tagNamed('y')))
    second = desk(1).inTransaction(() =>
      publishStory(desk(1).sql, 'a-la-fois-2', tagged('a-la-fois-2', tagNamed('y'), tagNamed('x'))),
    )
    await untilWaiting(desk(2), desk(1))
  })
  await second

  assert.equal((await intervalsOf('x')).length, 1)
  assert.equal((await intervalsOf('y')).length, 1)
})

test('a story goes out although one of its tags was deleted meanwhile', async () => {
  const snapshot = buildSnapshot({ slug: 'orphelin', tags: ['deleted', 'gardé'] })

  const { tags } = await desk(0).inTransaction(() =>
    publishStory(desk(0).sql, 'orphelin', { snapshot, tags: [tagNamed('gardé'), tagNamed('of another story')] }),
  )

  assert.deepEqual(tags, ['gardé'])
})

function intervalsOf(tagId: string) {
  return desk(0).sql<{ name: string; slug: string; from: Date; to: Date | null }>(
    `select name, slug, valid_from as from, valid_to as to from delivery.tag where id = $1 order by valid_from`,
    [tagId],
  )
}
