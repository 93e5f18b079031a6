import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { sqlOfPrisma } from '../../database/sql.ts'
import { resetContent } from '../../seed/reset-content.ts'
import { buildRelease, letGo } from '../build-releases.ts'
import { move, openTestNewsroom, save, type Desk, type Story, type TestNewsroom } from '../newsroom.ts'

let newsroom: TestNewsroom
before(async () => {
  newsroom = await openTestNewsroom()
})
after(() => newsroom.close())

const sql = <Row>(text: string, values: unknown[]) => sqlOfPrisma(newsroom.context.prisma)<Row>(text, values)
const remove = (desk: Desk, { id, version }: Pick<Story, 'id' | 'version'>) =>
  desk.ask(
    `mutation ($id: ID!, $version: Int!) { removeArticle(where: { id: $id }, version: $version) { id headline } }`,
    { id, version },
  )
const deleteTag = (desk: Desk, id: string) =>
  desk.ask(`mutation ($id: ID!) { deleteTag(where: { id: $id }) { id } }`, { id })

async function trashed(): Promise<Story> {
  const draft = await newsroom.stories.draft({ headline: 'À jeter' })
  await newsroom.desks.author.ask(...move('trash', draft))
  return { ...draft, version: draft.version + 1 }
}

test('an admin removes a story for good from the trash; its revisions and its record stay', async () => {
  const { desks, context } = newsroom
  const story = await trashed()

  const { data, refusal } = await remove(desks.admin, story)

  const [entry] = await context.prisma.auditEntry.findMany({
    where: { subject: `article:${story.id}` },
    orderBy: { sequence: 'desc' },
  })
  assert.equal(refusal, null)
  assert.equal(data?.['removeArticle']?.['headline'], 'À jeter')
  assert.equal(await context.prisma.article.count({ where: { id: story.id } }), 0)
  assert.equal(await context.prisma.section.count({ where: { articleId: story.id } }), 0)
  assert.equal(await context.prisma.revision.count({ where: { articleId: story.id } }), 1)
  assert.deepEqual(
    [entry?.action, entry?.actorId, entry?.reason],
    ['article.remove', desks.admin.person.id, '“À jeter” was removed for good.'],
  )
})

test('its notes, notifications and place in a release go with it, and nothing else does', async () => {
  const { desks, context } = newsroom
  const draft = await newsroom.stories.draft()
  const other = await newsroom.stories.draft({ relatedArticles: { connect: [{ id: draft.id }] } })
  for (const { id } of [draft, other])
    await desks.editor.ask(
      `mutation ($id: ID!) { createEditorialNote(data: { article: { connect: { id: $id } }, text: "Vu." }) { id } }`,
      { id },
    )
  await buildRelease(newsroom, [draft, other])
  await desks.author.ask(...move('trash', draft))

  const { refusal } = await remove(desks.admin, { ...draft, version: draft.version + 1 })

  const left = await sql<{ notes: number; notices: number; places: number; links: number }>(
    `select (select count(*)::int from "EditorialNote" where article = any($1)) as notes,
            (select count(*)::int from "Notification" where article = any($1)) as notices,
            (select count(*)::int from ledger.release_place where article = any($1)) as places,
            (select count(*)::int from "_Article_relatedArticles" where "B" = any($1)) as links`,
    [[draft.id, other.id]],
  )
  assert.equal(refusal, null)
  assert.deepEqual(left, [{ notes: 1, notices: 1, places: 1, links: 0 }])
  assert.equal(await context.prisma.article.count({ where: { id: other.id } }), 1)
})

test('only admins remove, only from the trash, and only the version that they saw', async () => {
  const { desks, stories } = newsroom
  const story = await trashed()
  const draft = await stories.draft()

  const refusals = [
    await remove(desks.author, story),
    await remove(desks.publisher, story),
    await remove(desks.admin, draft),
    await remove(desks.admin, { ...story, version: story.version - 1 }),
  ]

  assert.deepEqual(
    refusals.map(({ refusal }) => refusal?.code),
    ['KS_ACCESS_DENIED', 'KS_ACCESS_DENIED', 'WRONG_STATE', 'ARTICLE_CHANGED'],
  )
  assert.equal(await newsroom.context.prisma.article.count({ where: { id: { in: [story.id, draft.id] } } }), 2)
})

test('what was once public is never removed, through no door', async () => {
  const { desks, stories } = newsroom
  const live = await stories.live()
  await desks.publisher.ask(...move('unpublish', live))
  await desks.editor.ask(...move('trash', { ...live, version: live.version + 1 }))

  const { refusal } = await remove(desks.admin, { ...live, version: live.version + 2 })

  assert.equal(refusal?.code, 'WRONG_STATE')
  assert.match(refusal?.message ?? '', /was public, so its history stays/)
  await assert.rejects(sql(`delete from "Article" where id = $1`, [live.id]), /was public/)
  await assert.rejects(sql(`delete from "Article" where id = $1`, [(await stories.draft()).id]), /not in the trash/)
})

test('a removal and a rescue from the trash at once: one wins, and the story is whole or gone', async () => {
  const { desks, context } = newsroom
  const story = await trashed()

  const [removal, rescue] = await Promise.all([remove(desks.admin, story), desks.author.ask(...move('untrash', story))])

  const there = await context.prisma.article.count({ where: { id: story.id } })
  assert.equal([removal, rescue].filter(({ refusal }) => refusal === null).length, 1)
  assert.equal(there, removal.refusal === null ? 0 : 1)
})

test('editors delete a tag that nothing carries and that never was public', async () => {
  const { desks, stories, context } = newsroom
  const tag = await stories.tag('Faute de frappe')

  const byAuthor = await deleteTag(desks.author, tag)
  const byEditor = await deleteTag(desks.editor, tag)

  const entry = await context.prisma.auditEntry.findFirst({ where: { action: 'tag.delete', subject: `tag:${tag}` } })
  assert.equal(byAuthor.refusal?.code, 'KS_ACCESS_DENIED')
  assert.equal(byEditor.refusal, null)
  assert.deepEqual([entry?.actorId, entry?.from], [desks.editor.person.id, 'Faute de frappe'])
})

test('a tag that a story carries, or that readers once knew, stays', async () => {
  const { desks, stories } = newsroom
  const [carried, once] = [await stories.tag('Portée'), await stories.tag('Jadis publique')]
  await stories.draft({ tags: { connect: [{ id: carried }] } })
  const live = await stories.live({ tags: { connect: [{ id: once }] } })
  await desks.editor.ask(...save(live, { tags: { set: [] } }))

  const refusals = [await deleteTag(desks.editor, carried), await deleteTag(desks.admin, once)]

  assert.deepEqual(
    refusals.map(({ refusal }) => refusal?.message),
    [
      'The tag “Portée” is on a story. Take it off there first.',
      'The tag “Jadis publique” was public, so it stays. Rename it if it is wrong.',
    ],
  )
  for (const id of [carried, once]) await assert.rejects(sql(`delete from "Tag" where id = $1`, [id]), /is not removed/)
})

test('a tag is not lost to a story that is filed under it at the same moment', async () => {
  const { desks, stories, context } = newsroom
  const rounds = await Promise.all(
    Array.from({ length: 5 }, async (_, n) => ({
      tag: await stories.tag(`Disputée ${n}`),
      draft: await stories.draft(),
    })),
  )

  const answers = await Promise.all(
    rounds.map(({ tag, draft }) =>
      Promise.all([
        deleteTag(desks.editor, tag),
        desks.author.ask(...save(draft, { tags: { connect: [{ id: tag }] } })),
      ]),
    ),
  )

  for (const [index, [deletion, filing]] of answers.entries()) {
    const tag = await context.prisma.tag.count({ where: { id: rounds[index]?.tag } })
    assert.equal([deletion, filing].filter(({ refusal }) => refusal === null).length, 1)
    assert.equal(tag, deletion.refusal === null ? 0 : 1)
  }
})

test('the seed’s reset takes releases, also those that are out, notes and notifications', async () => {
  const { desks, stories, context } = newsroom
  const out = await buildRelease(newsroom, [await stories.approved()], 'Sortie')
  await letGo(desks.publisher, out)
  await buildRelease(newsroom, [await stories.approved()], 'Ouverte')

  await resetContent(newsroom, { folder: path.resolve(import.meta.dirname, '../../seed') })

  const [left] = await sql<Record<string, number>>(
    `select (select count(*)::int from "Release") as releases, (select count(*)::int from "EditorialNote") as notes,
            (select count(*)::int from "Notification") as notices, (select count(*)::int from ledger.release_place) as places`,
    [],
  )
  assert.deepEqual(left, { releases: 0, notes: 0, notices: 0, places: 0 })
  assert.equal(await context.prisma.article.count({ where: { liveRevision: { not: null } } }), 1)
})
