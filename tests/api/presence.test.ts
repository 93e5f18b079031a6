import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sqlOfPrisma } from '../../database/sql.ts'
import { openTestNewsroom, type Desk, type TestNewsroom } from '../newsroom.ts'

let newsroom: TestNewsroom
before(async () => {
  newsroom = await openTestNewsroom()
})
after(() => newsroom.close())

type Answer = { version: number; others: { name: string; isWriting: boolean; isYou: boolean }[] }

const announce = `mutation ($id: ID!, $tab: String!, $isWriting: Boolean! = false, $isLeaving: Boolean! = false) {
  announcePresence(where: { id: $id }, tab: $tab, isWriting: $isWriting, isLeaving: $isLeaving) {
    version others { name isWriting isYou }
  }
}`

async function others(desk: Desk, id: string, about: Record<string, unknown> = {}): Promise<Answer['others']> {
  const { data, refusal } = await desk.ask(announce, { id, tab: `window-of-${desk.person.role}`, ...about })
  assert.equal(refusal, null)
  const answer = data?.['announcePresence'] as unknown as Answer | undefined // asked for by the mutation
  assert.ok(answer)
  return answer.others.map(other => ({ ...other }))
}

test('who has the same story open is shown by name, and oneself in another window as oneself', async () => {
  const { desks, stories } = newsroom
  const story = await stories.inReview()
  const other = await stories.inReview()

  await others(desks.editor, other.id)
  await others(desks.author, story.id, { isWriting: true })
  await others(desks.author, story.id, { tab: 'another-window' })
  const forEditor = await others(desks.editor, story.id)
  const forAuthor = await others(desks.author, story.id, { tab: 'another-window' })

  assert.deepEqual(forEditor, [{ name: desks.author.person.name, isWriting: true, isYou: false }])
  assert.deepEqual(forAuthor, [
    { name: desks.author.person.name, isWriting: true, isYou: true },
    { name: desks.editor.person.name, isWriting: false, isYou: false },
  ])
})

test('a window that was closed is gone at once, and one that fell silent after half a minute', async () => {
  const { desks, stories, context } = newsroom
  const story = await stories.inReview()
  await others(desks.author, story.id)
  await others(desks.otherEditor, story.id)

  await others(desks.author, story.id, { isLeaving: true })
  const afterLeaving = await others(desks.editor, story.id)
  const sql = sqlOfPrisma(context.prisma)
  await sql(`update desk.presence set seen_at = seen_at - interval '31 s' where person = $1`, [
    desks.otherEditor.person.id,
  ])
  const afterSilence = await others(desks.editor, story.id)
  const rows = await sql(`select 1 from desk.presence where article = $1`, [story.id])

  assert.deepEqual(
    afterLeaving.map(({ name }) => name),
    [desks.otherEditor.person.name],
  )
  assert.deepEqual(afterSilence, [])
  assert.equal(rows.length, 1)
})

test('whoever may not see a story learns nothing of it, and a window has a short name', async () => {
  const { desks, stories } = newsroom
  const story = await stories.draft()
  await desks.author.ask(
    `mutation ($id: ID!, $version: Int!) { trashArticle(where: { id: $id }, version: $version) { id } }`,
    story,
  )

  const hidden = await desks.otherAuthor.ask(announce, { id: story.id, tab: 'some-window' })
  const long = await desks.author.ask(announce, { id: story.id, tab: 'x'.repeat(37) })

  assert.equal(hidden.refusal?.code, 'NOT_FOUND')
  assert.equal(long.refusal?.code, 'INVALID_INPUT')
})

test('nobody’s windows fill the table, and nothing of it is on record', async () => {
  const { desks, stories, context } = newsroom
  const story = await stories.inReview()
  const audited = await context.prisma.auditEntry.count()

  for (let count = 0; count < 55; count += 1) await others(desks.publisher, story.id, { tab: `window-number-${count}` })
  const sql = sqlOfPrisma(context.prisma)
  const rows = await sql(`select 1 from desk.presence where person = $1`, [desks.publisher.person.id])

  assert.equal(rows.length, 50)
  assert.equal(await context.prisma.auditEntry.count(), audited)
})
