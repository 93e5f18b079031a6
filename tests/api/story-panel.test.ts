import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { move, openTestNewsroom, save, type Desk, type Story, type TestNewsroom } from '../newsroom.ts'
import type { TransitionName } from '../../workflow/transitions.ts'

let newsroom: TestNewsroom
before(async () => {
  newsroom = await openTestNewsroom()
})
after(() => newsroom.close())

type Move = {
  name: TransitionName
  allowed: boolean
  needsOverride: boolean
  refusal: { code: string; because: string } | null
}
type Shown = { id: string; version: number; moves: Move[]; writeRefusal: string | null; live: Live | null }
type Live = { revision: number; kind: string; by: { name: string } | null; note: string | null }

async function look(desk: Desk, { id }: Story): Promise<Shown> {
  const { data } = await desk.ask(
    `query ($id: ID!) { article(where: { id: $id }) {
       id version writeRefusal live { revision kind note by { name } }
       moves { name allowed needsOverride refusal { code because sentence } } } }`,
    { id },
  )
  return data?.['article'] as unknown as Shown // as asked for
}

test('what the panel offers is what pressing the buttons does, for every role, move and stage of a story', async () => {
  const { desks, stories } = newsroom
  const stages = [
    () => stories.draft(),
    () => stories.draft({ tags: { connect: [] } }),
    () => stories.inReview(),
    () => stories.approved(),
    () => stories.live(),
  ]
  for (const [stage, build] of stages.entries()) {
    for (const desk of [desks.author, desks.editor, desks.publisher]) {
      let story = await build()
      const { moves } = await look(desk, story)
      for (const { name, refusal: told, needsOverride } of moves) {
        const answers: Record<string, string> = needsOverride ? { override: 'Urgence.' } : {}
        const { refusal } = await desk.ask(...move(name, story, answers))
        assert.equal(refusal?.code, told?.code, `stage ${stage}, ${desk.person.role}: ${name}`)
        if (!refusal) story = await build()
      }
    }
  }
})

test('an open checklist closes the approval to an editor, and leaves it to a publisher with a reason', async () => {
  const { desks, stories } = newsroom
  const story = await stories.draft({ tags: { connect: [] } })
  const submitted = { ...story, version: story.version + 1 }
  await desks.author.ask(...move('submit', story))
  const [toEditor, toPublisher] = [await look(desks.editor, story), await look(desks.publisher, story)]
  const approve = ({ moves }: Shown) => moves.find(({ name }) => name === 'approve')
  const refused = await desks.editor.ask(...move('approve', submitted))

  assert.equal(approve(toEditor)?.refusal?.code, 'CHECKLIST_FAILED')
  assert.equal(refused.refusal?.code, 'CHECKLIST_FAILED')
  assert.deepEqual([approve(toPublisher)?.allowed, approve(toPublisher)?.needsOverride], [true, true])
})

test('the panel tells what is live, since when, by whom, and with which public note', async () => {
  const { desks, stories } = newsroom
  const story = await stories.live()
  const first = await look(desks.editor, story)
  const asked = await desks.editor.ask(...save(first, { headline: 'Une autre histoire' }))
  const saved = asked.data?.['updateArticle'] as unknown as Story // as asked for
  await desks.editor.ask(...move('submit', saved))
  await desks.otherEditor.ask(...move('approve', { ...saved, version: saved.version + 1 }))
  await desks.publisher.ask(...move('correct', { ...saved, version: saved.version + 2 }, { note: 'Le titre.' }))
  const corrected = await look(desks.author, story)

  assert.equal(first.live?.by?.name, desks.publisher.person.name)
  assert.deepEqual([corrected.live?.kind, corrected.live?.revision, corrected.live?.note], ['correct', 2, 'Le titre.'])
})

test('the trail names people, pages backwards, and is read by editors and the author alone', async () => {
  const { desks, stories } = newsroom
  const story = await stories.live()
  await desks.editor.ask(
    `mutation ($id: ID!) { createEditorialNote(data: { article: { connect: { id: $id } }, text: "Une source ?" }) { id } }`,
    { id: story.id },
  )
  const trail = (desk: Desk, rest = '') =>
    desk.ask(
      `query ($id: ID!) { articleTrail(where: { id: $id }${rest}) { sequence action actor { name } revision } }`,
      { id: story.id },
    )
  type Entry = { sequence: number; action: string; actor: { name: string } }
  const asked = await trail(desks.author)
  assert.equal(asked.refusal, null)
  const all = asked.data?.['articleTrail'] as unknown as Entry[] // as asked for
  const page = (await trail(desks.editor, `, first: 2, before: ${all[1]?.sequence}`)).data?.['articleTrail']
  const stranger = await trail(desks.otherAuthor)

  assert.deepEqual(
    all.map(({ action }) => action),
    ['note.open', 'article.publish', 'article.approve', 'article.submit', 'article.create'],
  )
  assert.equal(all[1]?.actor.name, desks.publisher.person.name)
  assert.deepEqual(page as unknown, all.slice(2, 4))
  assert.equal(stranger.refusal?.code, 'NOT_PERMITTED')
})

test('the record’s lists name people and stories', async () => {
  const { desks, stories } = newsroom
  const story = await stories.live({ headline: 'Le pont rouvre' })
  const { data: found } = await desks.editor.ask(
    `query ($subject: String!, $id: String!) {
       auditEntries(where: { subject: { equals: $subject } }, orderBy: { sequence: desc }, take: 1) { actor { name } about { kind label } }
       revisions(where: { articleId: { equals: $id } }) { author { name } about { kind label } } }`,
    { subject: `article:${story.id}`, id: story.id },
  )

  const data = structuredClone(found)

  assert.deepEqual(data?.['auditEntries'] as unknown, [
    { actor: { name: desks.publisher.person.name }, about: { kind: 'article', label: 'Le pont rouvre' } },
  ])
  assert.deepEqual(data?.['revisions'] as unknown, [
    { author: { name: desks.author.person.name }, about: { kind: 'article', label: 'Le pont rouvre' } },
  ])
})
