import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { endPublication, type PublicationEnd } from '../../publication/end-publication.ts'
import { buildSnapshot } from '../build-snapshot.ts'
import { freshDatabase, type FreshDatabase } from '../fresh-database.ts'
import { openDesks, type Desk } from '../open-desks.ts'
import { caucase, publishStory } from '../publish-story.ts'

let database: FreshDatabase
let desk: Desk
let close: () => Promise<void>

before(async () => {
  database = await freshDatabase()
  const opened = await openDesks(database.url, 1)
  close = opened.close
  desk = opened.desks[0] ?? assert.fail('no desk')
})
after(async () => {
  await close()
  await database.drop()
})

const publish = (articleId: string) => desk.inTransaction(() => publishStory(desk.sql, articleId))
const end = (articleId: string, by: PublicationEnd['by'], note: string | null = null) =>
  desk.inTransaction(() => endPublication(desk.sql, { articleId, by, note }))

test('an unpublished story is in no list any more, but was read until then', async () => {
  const { at } = await publish('retire')

  const ended = await end('retire', 'unpublished')

  assert.ok(ended && ended.at > at)
  assert.deepEqual(ended.tags, ['tag-caucase'])
  assert.deepEqual(await intervalsOf('retire'), [{ to: ended.at, by: 'unpublished', note: null, withheld: false }])
  assert.deepEqual(await filedUnder('retire'), [{ tag: 'tag-caucase', to: ended.at }])
})

test('a story that is not live cannot be taken from readers', async () => {
  await publish('deja-retire')
  await end('deja-retire', 'unpublished')

  assert.equal(await end('deja-retire', 'unpublished'), null)
  assert.equal(await end('jamais-publie', 'unpublished'), null)
  assert.equal(await end('jamais-publie', 'killed', 'Erreur'), null)
})

test('a killed story is withheld at every instant, and readers are told why', async () => {
  await publish('tue')
  await publish('tue')

  const killed = await end('tue', 'killed', 'Retiré à la demande du tribunal.')

  assert.deepEqual(
    (await intervalsOf('tue')).map(({ by, note, withheld }) => ({ by, note, withheld })),
    [
      { by: 'replaced', note: null, withheld: true },
      { by: 'killed', note: 'Retiré à la demande du tribunal.', withheld: true },
    ],
  )
  assert.deepEqual(killed?.tags, ['tag-caucase'])
})

test('a story can be killed after it was unpublished; it ended when it ended', async () => {
  await publish('tue-apres')
  const unpublished = await end('tue-apres', 'unpublished')

  const killed = await end('tue-apres', 'killed', 'Faux.')

  assert.ok(killed && unpublished && killed.at > unpublished.at)
  assert.deepEqual(await intervalsOf('tue-apres'), [
    { to: unpublished.at, by: 'killed', note: 'Faux.', withheld: true },
  ])
})

test('a kill names every list that the story ever was in', async () => {
  const paix = { id: 'tag-paix', name: 'Paix', slug: 'paix', kind: 'topic', uri: null }
  await publish('deux-listes')
  const snapshot = buildSnapshot({ slug: 'deux-listes', tags: ['tag-paix'] })
  const update = { kind: 'update', snapshot, tags: [caucase, paix] } as const
  await desk.inTransaction(() => publishStory(desk.sql, 'deux-listes', { ...update, tags: [...update.tags] }))

  const killed = await end('deux-listes', 'killed', 'Faux.')

  assert.deepEqual(killed?.tags, ['tag-caucase', 'tag-paix'])
})

test('what a reinstated story said before it was killed stays withheld', async () => {
  await publish('revenu')
  await end('revenu', 'killed', 'Faux.')

  await publish('revenu')

  assert.deepEqual(
    (await intervalsOf('revenu')).map(({ to, withheld }) => ({ live: to === null, withheld })),
    [
      { live: false, withheld: true },
      { live: true, withheld: false },
    ],
  )
})

function intervalsOf(articleId: string) {
  return desk.sql<{ to: Date | null; by: string | null; note: string | null; withheld: boolean }>(
    `select valid_to as to, ended_by as by, end_note as note, withheld
       from delivery.publication where article = $1 order by valid_from`,
    [articleId],
  )
}

function filedUnder(articleId: string) {
  return desk.sql(`select tag, valid_to as to from delivery.publication_tag where article = $1`, [articleId])
}
