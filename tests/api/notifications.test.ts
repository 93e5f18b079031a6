import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { inTransaction } from '../../database/in-transaction.ts'
import { sqlOfPrisma } from '../../database/sql.ts'
import { beginAct } from '../../workflow/act.ts'
import { forgetNotifications } from '../../workflow/forget-notifications.ts'
import { performTransition } from '../../workflow/perform-transition.ts'
import { move, openTestNewsroom, type Desk, type TestNewsroom } from '../newsroom.ts'

let newsroom: TestNewsroom
before(async () => {
  newsroom = await openTestNewsroom()
})
beforeEach(async () => {
  await newsroom.context.prisma.notification.deleteMany()
})
after(() => newsroom.close())

type Told = { id: string; kind: string; detail: string; article: { id: string } | null; by: { id: string } | null }

async function toldTo(desk: Desk): Promise<Told[]> {
  const { data } = await desk.ask(
    `{ myNotifications { id kind detail readAt article { id } by { id } } unreadNotifications }`,
  )
  return data?.['myNotifications'] as unknown as Told[] // asked for by the query
}
const kindsToldTo = async (desk: Desk) => (await toldTo(desk)).map(({ kind }) => kind)

test('editors hear what is submitted, and the author what became of it', async () => {
  const { desks, stories } = newsroom

  const inReview = await stories.inReview()
  await desks.editor.ask(...move('requestChanges', inReview, { reason: 'Il manque une source.' }))
  await desks.author.ask(...move('submit', { ...inReview, version: inReview.version + 1 }))
  await desks.otherEditor.ask(...move('approve', { ...inReview, version: inReview.version + 2 }))
  await desks.publisher.ask(...move('publish', { ...inReview, version: inReview.version + 3 }))

  const [published, approved, changes] = await toldTo(desks.author)
  assert.deepEqual(
    [published?.kind, approved?.kind, changes?.kind, changes?.detail, changes?.by?.id, changes?.article?.id],
    ['published', 'approved', 'changes_requested', 'Il manque une source.', desks.editor.person.id, inReview.id],
  )
  for (const desk of [desks.editor, desks.otherEditor, desks.publisher, desks.admin])
    assert.deepEqual(await kindsToldTo(desk), ['submitted', 'submitted'], desk.person.name)
  assert.deepEqual(await kindsToldTo(desks.otherAuthor), [])
})

test('nobody is told of their own act, and nobody who has left is told anything', async () => {
  const { desks, stories } = newsroom
  await newsroom.context.prisma.user.update({ where: { id: desks.otherEditor.person.id }, data: { active: false } })

  const draft = await stories.draft({}, desks.editor)
  await desks.editor.ask(...move('submit', draft))

  await newsroom.context.prisma.user.update({ where: { id: desks.otherEditor.person.id }, data: { active: true } })
  assert.deepEqual(await kindsToldTo(desks.editor), [])
  assert.deepEqual(await kindsToldTo(desks.otherEditor), [])
  assert.deepEqual(await kindsToldTo(desks.publisher), ['submitted'])
})

test('a note is told to the author and to all who wrote in it', async () => {
  const { desks, stories } = newsroom
  const draft = await stories.draft()
  const { data } = await desks.otherAuthor.ask(
    `mutation ($data: EditorialNoteCreateInput!) { createEditorialNote(data: $data) { id } }`,
    { data: { article: { connect: { id: draft.id } }, text: 'Qui l’a dit ?' } },
  )

  await desks.editor.ask(`mutation ($id: ID!) { replyEditorialNote(where: { id: $id }, text: "Le maire.") { id } }`, {
    id: data?.['createEditorialNote']?.['id'],
  })

  const details = async (desk: Desk) => (await toldTo(desk)).map(({ kind, detail }) => `${kind}: ${detail}`)
  assert.deepEqual(await details(desks.author), ['note: Le maire.', 'note: Qui l’a dit ?'])
  assert.deepEqual(await details(desks.otherAuthor), ['note: Le maire.'])
  assert.deepEqual(await details(desks.editor), [])
})

test('a person reads their own notifications alone, admins too', async () => {
  const { desks, stories } = newsroom
  await stories.inReview()
  const [own] = await toldTo(desks.publisher)

  const asked = await desks.admin.ask(
    `query ($id: ID!) { notification(where: { id: $id }) { id } notificationsCount }`,
    {
      id: own?.id,
    },
  )
  const marked = await desks.admin.ask(`mutation ($id: ID!) { markReadNotification(where: { id: $id }) { id } }`, {
    id: own?.id,
  })
  const byPerson = await desks.admin.ask(
    `{ notifications(where: { person: { id: { equals: "${desks.publisher.person.id}" } } }) { id } }`,
  )

  assert.deepEqual({ ...asked.data }, { notification: null, notificationsCount: 1 })
  assert.equal(marked.refusal?.code, 'NOT_FOUND')
  assert.notEqual(byPerson.refusal, null)
})

test('reading one or all takes them off the count', async () => {
  const { desks, stories } = newsroom
  for (let count = 0; count < 3; count += 1) await stories.inReview()
  const unread = async () => (await desks.editor.ask(`{ unreadNotifications }`)).data?.['unreadNotifications']
  const [first] = await toldTo(desks.editor)

  const before = await unread()
  await desks.editor.ask(`mutation ($id: ID!) { markReadNotification(where: { id: $id }) { readAt } }`, {
    id: first?.id,
  })
  const afterOne = await unread()
  const all = await desks.editor.ask(`mutation { markAllNotificationsRead }`)
  const others = await desks.publisher.ask(`{ unreadNotifications }`)

  assert.deepEqual([before, afterOne, all.data?.['markAllNotificationsRead'], await unread()], [3, 2, 2, 0])
  assert.equal(others.data?.['unreadNotifications'], 3)
})

test('a move that is undone tells nobody', async () => {
  const { desks, stories, newsroom: surroundings } = newsroom
  const draft = await stories.draft()

  const undone = inTransaction(desks.author.context, async tx => {
    const act = beginAct(tx, surroundings)
    await performTransition(act, { articleId: draft.id, name: 'submit', version: draft.version, answers: {} })
    throw new Error('the power fails')
  })

  await assert.rejects(undone, /the power fails/)
  assert.equal(await newsroom.context.prisma.notification.count(), 0)
})

test('what was read long ago is forgotten, and what was not read is kept', async () => {
  const { desks, stories } = newsroom
  await stories.inReview()
  const long = new Date(Date.now() - 91 * 24 * 3_600_000)
  await newsroom.context.prisma.notification.updateMany({ data: { createdAt: long } })
  await newsroom.context.prisma.notification.updateMany({
    where: { personId: desks.editor.person.id },
    data: { readAt: long },
  })

  const gone = await forgetNotifications(sqlOfPrisma(newsroom.context.prisma))

  assert.equal(gone, 1)
  assert.deepEqual(await kindsToldTo(desks.editor), [])
  assert.deepEqual(await kindsToldTo(desks.publisher), ['submitted'])
})

test('the number at the bell comes from an index, and a page has a limit', async () => {
  const { desks } = newsroom
  const sql = sqlOfPrisma(newsroom.context.prisma)
  await sql(`insert into "Article" (id, headline, slug) values ('bell', 'Cloche', 'cloche') on conflict do nothing`)
  await sql(
    `insert into "Notification" (id, person, kind, article, "readAt")
     select 'n' || i, $1, 'note', 'bell', case when i % 1000 > 0 then now() end from generate_series(1, 20000) i`,
    [desks.editor.person.id],
  )
  await sql(`analyze "Notification"`)

  const plan = await sql<{ 'QUERY PLAN': string }>(
    `explain select count(*) from "Notification" where person = $1 and "readAt" is null`,
    [desks.editor.person.id],
  )
  const tooMany = await desks.editor.ask(`{ myNotifications(first: 101) { id } }`)

  assert.match(plan.map(line => line['QUERY PLAN']).join('\n'), /notification_unread/)
  assert.equal(tooMany.refusal?.code, 'LIMIT_EXCEEDED')
})
