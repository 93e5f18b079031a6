import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { move, openTestNewsroom, save, type Desk, type Story, type TestNewsroom } from '../newsroom.ts'

let newsroom: TestNewsroom
before(async () => {
  newsroom = await openTestNewsroom()
})
after(() => newsroom.close())

const fields = 'id text state sectionId sectionHeading replies author { id }'
type Note = { id: string; state: string; sectionHeading: string; replies: { author: string; text: string }[] }

const open = (desk: Desk, story: Pick<Story, 'id'>, note: { text: string; sectionId?: string }) =>
  desk.ask(`mutation ($data: EditorialNoteCreateInput!) { note: createEditorialNote(data: $data) { ${fields} } }`, {
    data: { article: { connect: { id: story.id } }, ...note },
  })
const reply = (desk: Desk, id: string, text: string) =>
  desk.ask(
    `mutation ($id: ID!, $text: String!) { note: replyEditorialNote(where: { id: $id }, text: $text) { ${fields} } }`,
    { id, text },
  )
const settle = (desk: Desk, name: 'resolve' | 'reopen', id: string) =>
  desk.ask(`mutation ($id: ID!) { note: ${name}EditorialNote(where: { id: $id }) { ${fields} } }`, { id })

/** What a query gave where it asked for a list. */
const listIn = <Item>(value: unknown) => (value ?? []) as Item[]

async function opened(desk: Desk, story: Pick<Story, 'id'>, text = 'D’où vient ce chiffre ?'): Promise<Note> {
  const { data, refusal } = await open(desk, story, { text })
  assert.equal(refusal, null)
  return data?.['note'] as Note // asked for by the query
}

test('a note goes from open to answered to resolved, and whoever reads the story may write in it', async () => {
  const { desks, stories } = newsroom
  const draft = await stories.draft()
  const note = await opened(desks.otherAuthor, draft)

  const answered = await reply(desks.author, note.id, 'De l’agence.')
  const asked = await reply(desks.otherAuthor, note.id, 'Laquelle ?')
  const resolved = await settle(desks.editor, 'resolve', note.id)

  const after = resolved.data?.['note'] as Note
  assert.deepEqual(
    [note.state, answered.data?.['note']?.['state'], asked.data?.['note']?.['state'], after.state],
    ['open', 'answered', 'open', 'resolved'],
  )
  assert.deepEqual(
    after.replies.map(({ author, text }) => [author, text]),
    [
      ['Author', 'De l’agence.'],
      ['Other Author', 'Laquelle ?'],
    ],
  )
})

test('a story with a note that is not resolved cannot be approved, published at once or scheduled', async () => {
  const { desks, stories } = newsroom
  const inReview = await stories.inReview()
  const approved = await stories.approved()
  const note = await opened(desks.otherEditor, inReview)
  await opened(desks.otherEditor, approved)
  await reply(desks.author, note.id, 'Répondu, mais pas réglé.')

  const refusals = [
    await desks.editor.ask(...move('approve', inReview)),
    await desks.publisher.ask(...move('publishNow', inReview)),
    await desks.publisher.ask(
      `mutation ($id: ID!, $version: Int!, $publishAt: DateTime!) {
         scheduleArticle(where: { id: $id }, version: $version, publishAt: $publishAt) { id } }`,
      { id: approved.id, version: approved.version, publishAt: '2099-01-01T00:00:00.000Z' },
    ),
  ]
  await settle(desks.otherEditor, 'resolve', note.id)
  const after = await desks.editor.ask(...move('approve', inReview))

  for (const { refusal } of refusals)
    assert.deepEqual(refusal?.extensions['checklist'], [
      { code: 'NOTES', field: 'notes', sentence: 'A note is not resolved yet.' },
    ])
  assert.equal(after.data?.['story']?.['state'], 'approved')
})

test('an approval and a new note at once: the note is in time, or the approval was', async () => {
  const { desks, stories } = newsroom
  const inReview = await stories.inReview()

  const [approval, note] = await Promise.all([
    desks.editor.ask(...move('approve', inReview)),
    open(desks.otherEditor, inReview, { text: 'Attendez !' }),
  ])

  const entries = await newsroom.context.prisma.auditEntry.findMany({
    where: { action: { in: ['note.open', 'article.approve'] } },
    orderBy: { sequence: 'desc' },
    take: 2,
  })
  const noteCameFirst = entries[0]?.action === 'article.approve' && entries[1]?.action === 'note.open'
  assert.equal(note.refusal, null)
  assert.equal(approval.refusal === null && noteCameFirst, false)
})

test('two replies at once are both kept, in their order', async () => {
  const { desks, stories } = newsroom
  const note = await opened(desks.author, await stories.draft())

  await Promise.all(
    [desks.editor, desks.otherEditor, desks.publisher].map(desk => reply(desk, note.id, `De ${desk.person.name}`)),
  )

  const { replies } = await newsroom.context.prisma.editorialNote.findUniqueOrThrow({ where: { id: note.id } })
  const kept = replies as { text: string; at: string }[]
  assert.deepEqual(kept.map(({ text }) => text).sort(), ['De Editor', 'De Other Editor', 'De Publisher'])
  assert.deepEqual(
    kept.map(({ at }) => at),
    kept.map(({ at }) => at).sort(),
  )
})

test('only who wrote the note, and editors, resolve and reopen it', async () => {
  const { desks, stories } = newsroom
  const draft = await stories.draft()
  const [own, foreign] = [await opened(desks.otherAuthor, draft), await opened(desks.editor, draft)]

  const notTheirs = await settle(desks.author, 'resolve', foreign.id)
  const theirs = await settle(desks.otherAuthor, 'resolve', own.id)
  const byEditor = await settle(desks.editor, 'reopen', own.id)
  const twice = await settle(desks.editor, 'reopen', own.id)
  const resolved = await settle(desks.editor, 'resolve', own.id)
  const late = await reply(desks.author, own.id, 'Encore un mot.')

  assert.equal(notTheirs.refusal?.code, 'NOT_PERMITTED')
  assert.deepEqual(
    [theirs, byEditor, resolved].map(({ data }) => data?.['note']?.['state']),
    ['resolved', 'open', 'resolved'],
  )
  assert.deepEqual([twice.refusal?.code, late.refusal?.code], ['WRONG_STATE', 'WRONG_STATE'])
})

test('a note on a section says which, and outlives the section', async () => {
  const { desks, stories } = newsroom
  const draft = await stories.draft()
  const [section] = await newsroom.context.prisma.section.findMany({ where: { articleId: draft.id } })
  const other = await stories.draft()
  const written = await open(desks.editor, draft, { text: 'Trop long.', sectionId: section?.id })

  await desks.author.ask(...save(draft, { sections: [{ heading: 'Autre' }] }))
  const elsewhere = await open(desks.editor, other, { text: 'Trop long.', sectionId: section?.id })

  const { data } = await desks.author.ask(
    `query ($id: ID!) { article(where: { id: $id }) { notes { text sectionId sectionHeading state } } }`,
    { id: draft.id },
  )
  assert.equal(written.data?.['note']?.['sectionHeading'], 'Les faits')
  const [kept] = listIn<Note & { sectionId: string }>(data?.['article']?.['notes'])
  assert.deepEqual([kept?.sectionId, kept?.sectionHeading, kept?.state], [section?.id, 'Les faits', 'open'])
  assert.equal(elsewhere.refusal?.code, 'INVALID_INPUT')
})

test('a note is no content: no revision, no new version, and an approval stands', async () => {
  const { desks, stories } = newsroom
  const approved = await stories.approved()

  await opened(desks.author, approved)

  const row = await newsroom.context.prisma.article.findUniqueOrThrow({ where: { id: approved.id } })
  assert.deepEqual([row.state, row.version, row.newestRevision], ['approved', approved.version, 1])
})

test('notes on a story in another’s trash are neither seen nor written', async () => {
  const { desks, stories } = newsroom
  const draft = await stories.draft()
  const note = await opened(desks.otherAuthor, draft)
  await desks.author.ask(...move('trash', draft))

  const seen = await desks.otherAuthor.ask(`{ editorialNotes { id } }`)
  const replied = await reply(desks.otherAuthor, note.id, 'Et alors ?')
  const written = await open(desks.otherAuthor, draft, { text: 'Et alors ?' })
  const byAuthor = await open(desks.author, draft, { text: 'Et alors ?' })

  const ids = listIn<Note>(seen.data?.['editorialNotes']).map(({ id }) => id)
  assert.equal(ids.includes(note.id), false)
  assert.equal(replied.refusal?.code, 'NOT_FOUND')
  assert.notEqual(written.refusal, null)
  assert.equal(byAuthor.refusal?.code, 'WRONG_STATE')
})

test('nobody writes in another’s name, or sets a state by hand; an empty note is refused', async () => {
  const { desks, stories } = newsroom
  const draft = await stories.draft()

  const { data } = await desks.admin.ask(`{ __type(name: "EditorialNoteCreateInput") { inputFields { name } } }`)
  const empty = await open(desks.editor, draft, { text: ' \n ' })
  const note = await opened(desks.editor, draft)

  const names = listIn<{ name: string }>(data?.['__type']?.['inputFields']).map(({ name }) => name)
  assert.deepEqual(names, ['article', 'sectionId', 'text'])
  assert.equal(empty.refusal?.code, 'INVALID_INPUT')
  await assert.rejects(
    newsroom.context.prisma.editorialNote.update({ where: { id: note.id }, data: { text: 'Réécrite.' } }),
    /keeps every row/,
  )
})

test('a note cannot be searched by what its reader may not see', async () => {
  const { refusal } = await newsroom.desks.otherAuthor.ask(
    `{ editorialNotes(where: { article: { headline: { contains: "Une" } } }) { id } }`,
  )

  assert.notEqual(refusal, null)
})
