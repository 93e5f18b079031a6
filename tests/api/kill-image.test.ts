import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sqlOfPrisma, type Sql } from '../../database/sql.ts'
import { beginAct } from '../../workflow/act.ts'
import { performTransition } from '../../workflow/perform-transition.ts'
import { move, openTestNewsroom, paragraphs, save, type Desk, type Story, type TestNewsroom } from '../newsroom.ts'
import { readAsApp, type App } from '../read-as-app.ts'
import { verifyStoredTrail } from '../verify-stored-trail.ts'

let newsroom: TestNewsroom
let app: App
let sql: Sql
before(async () => {
  newsroom = await openTestNewsroom()
  app = await readAsApp(newsroom)
  sql = sqlOfPrisma(newsroom.context.prisma)
})
after(async () => {
  await app.close()
  await newsroom.close()
})

const kill = (id: string, reason = 'Droits contestés.') =>
  [
    `mutation ($id: ID!, $reason: String!) { killImage(where: { id: $id }, reason: $reason) { killedAt } }`,
    { id, reason },
  ] as const

const shown = async (slug: string, asOf: string | null = null) => {
  const { article } = await app.ask(
    `query ($slug: String!, $asOf: DateTime) {
      article(slug: $slug, asOf: $asOf) { headline image { id } sections { text image { id } } }
    }`,
    { slug, asOf },
  )
  return article as { image: { id: string } | null; sections: { text: string; image: { id: string } | null }[] } | null
}

const keyOf = async (id: string) => (await newsroom.context.prisma.image.findUniqueOrThrow({ where: { id } })).file_id

test('a killed picture leaves all live stories at one moment, and its address says that it is gone', async () => {
  const { desks, stories } = newsroom
  const [picture, other] = [await stories.image(), await stories.image()]
  const section = { heading: 'A', body: paragraphs('Le texte reste.'), image: { id: picture } }
  const first = await stories.live({ slug: 'avec-image', image: { connect: { id: picture } }, sections: [section] })
  await stories.live({ slug: 'avec-image-en-section', image: { connect: { id: other } }, sections: [section] })
  await stories.live({ slug: 'sans-cette-image', image: { connect: { id: other } } })
  const address = `/images/${await keyOf(picture)}/full.webp`
  const addressBefore = await app.statusOf(address)

  const { data, refusal } = await desks.publisher.ask(...kill(picture))

  assert.equal(refusal, null)
  assert.ok(data?.['killImage']?.['killedAt'])
  assert.deepEqual([addressBefore, await app.statusOf(address)], [200, 410])
  const texts = [await shown('avec-image'), await shown('avec-image-en-section')]
  assert.deepEqual(
    texts.map(article => [article?.image?.id ?? null, article?.sections[0]?.image, article?.sections[0]?.text]),
    [
      [null, null, 'Le texte reste.'],
      [other, null, 'Le texte reste.'],
    ],
  )
  assert.equal((await shown('sans-cette-image'))?.image?.id, other)
  const refreshed = await sql<{ at: Date; revision: number; version: number }>(
    `select p.valid_from as at, p.revision, a.version from delivery.publication p join "Article" a on a.id = p.article
      where p.kind = 'refresh' and p.valid_to is null`,
  )
  assert.deepEqual([refreshed.length, new Set(refreshed.map(({ at }) => at.getTime())).size], [2, 1])
  assert.deepEqual([refreshed[0]?.revision, refreshed[0]?.version], [1, first.version])
})

test('the kill and each refreshing are on record, and caches hear of every story', async () => {
  const { desks, stories, context } = newsroom
  const picture = await stories.image()
  const live = await stories.live({ image: { connect: { id: picture } } })

  await desks.publisher.ask(...kill(picture, 'Plainte du photographe.'))

  const entries = await context.prisma.auditEntry.findMany({ orderBy: { sequence: 'desc' }, take: 2 })
  assert.deepEqual(
    entries.map(({ action, subject, reason }) => [action, subject, reason]),
    [
      ['article.refresh', `article:${live.id}`, `Picture ${picture} was killed.`],
      ['image.kill', `image:${picture}`, 'Plainte du photographe.'],
    ],
  )
  const [change] = await sql(`select kind, article from delivery.change order by position desc limit 1`)
  assert.deepEqual(change, { kind: 'refresh', article: live.id })
  assert.deepEqual((await verifyStoredTrail(newsroom)).findings, [])
})

test('a story with a killed picture cannot go live, and its checklist says why', async () => {
  const { desks, stories } = newsroom
  const picture = await stories.image()
  const approved = await stories.approved({ image: { connect: { id: picture } } })

  await desks.publisher.ask(...kill(picture))

  const publish = await desks.publisher.ask(...move('publish', approved))
  const now = await desks.publisher.ask(...move('publishNow', approved, { override: 'Urgent.' }))
  const { data } = await desks.author.ask(
    `query ($id: ID!) { article(where: { id: $id }) { image { id } checklist { code done } } }`,
    { id: approved.id },
  )
  const checklist = data?.['article']?.['checklist'] as { code: string; done: boolean }[]
  assert.deepEqual([publish.refusal?.code, now.refusal?.code], ['RIGHTS_EXPIRED', 'RIGHTS_EXPIRED'])
  assert.deepEqual(data?.['article']?.['image'], Object.assign(Object.create(null), { id: picture }))
  assert.equal(checklist.find(({ code }) => code === 'IMAGE_RIGHTS')?.done, false)
})

test('a second picture killed in a story does not bring back the first', async () => {
  const { desks, stories } = newsroom
  const [one, two] = [await stories.image(), await stories.image()]
  const section = { heading: 'A', body: paragraphs('B.'), image: { id: two } }
  await stories.live({ slug: 'deux-images', image: { connect: { id: one } }, sections: [section] })

  await desks.publisher.ask(...kill(one))
  await desks.publisher.ask(...kill(two))

  const article = await shown('deux-images')
  assert.deepEqual([article?.image, article?.sections[0]?.image], [null, null])
})

test('only publishers kill a picture, once, and with a reason', async () => {
  const { desks, stories } = newsroom
  const picture = await stories.image()

  const refusals = [
    await desks.editor.ask(...kill(picture)),
    await desks.publisher.ask(...kill(picture, ' ')),
    await desks.publisher.ask(...kill('nothing-there')),
    await desks.publisher.ask(...kill(picture)),
    await desks.publisher.ask(...kill(picture)),
  ]

  assert.deepEqual(
    refusals.map(({ refusal }) => refusal?.code),
    ['NOT_PERMITTED', 'REASON_MISSING', 'NOT_FOUND', undefined, 'WRONG_STATE'],
  )
})

test('a kill waits for a story that is just going live with the picture, and takes it out of that too', async () => {
  const { desks, stories } = newsroom
  const picture = await stories.image()
  const approved = await stories.approved({ slug: 'juste-avant', image: { connect: { id: picture } } })
  const publishing = holdOpen(desks.publisher, approved)
  await publishing.isDone

  const killing = desks.publisher.ask(...kill(picture))
  await untilSomebodyWaits()
  await publishing.commit()
  const killed = await killing

  assert.equal(killed.refusal, null)
  assert.deepEqual((await shown('juste-avant'))?.image, null)
})

test('a kill among many publications: none waits for ever, and no live story shows the picture', async () => {
  const { desks, stories } = newsroom
  const picture = await stories.image()
  const connect = { image: { connect: { id: picture } } }
  const approved = await Promise.all(Array.from({ length: 8 }, () => stories.approved(connect)))
  const live = await stories.live(connect)
  await desks.editor.ask(...save(live, { headline: 'Encore' }))

  const publications = [
    ...approved.map(story => desks.publisher.ask(...move('publish', story))),
    desks.admin.ask(...move('publishNow', { ...live, version: live.version + 1 })),
  ]
  await Promise.any(publications)
  const killed = await desks.publisher.ask(...kill(picture))
  const answers = await Promise.all(publications)

  const showing = await sql(
    `select article from delivery.publication where valid_to is null and delivery.pictures_of(content) @> array[$1::text]`,
    [picture],
  )
  const codes = answers.map(({ refusal }) => refusal?.code ?? 'done')
  assert.equal(killed.refusal, null)
  assert.deepEqual(showing, [])
  assert.ok(codes.includes('done'))
  assert.ok(
    codes.every(code => ['done', 'RIGHTS_EXPIRED', 'CHECKLIST_FAILED'].includes(code)),
    codes.join(),
  )
})

/** A publication that is written and not yet committed. */
function holdOpen(desk: Desk, { id, version }: Story) {
  const [done, gate] = [openGate(), openGate()]
  const transaction = desk.context.transaction(async tx => {
    const publish = { articleId: id, name: 'publish', version, answers: {} } as const
    await performTransition(beginAct(tx, newsroom.newsroom), publish)
    done.open()
    await gate.opened
  })
  return {
    isDone: Promise.race([done.opened, transaction]),
    async commit() {
      gate.open()
      await transaction
    },
  }
}

async function untilSomebodyWaits(): Promise<void> {
  for (let look = 0; look < 20_000; look += 1) {
    const [waiting] = await sql(`select 1 from pg_locks where not granted limit 1`)
    if (waiting) return
  }
  assert.fail('nobody waits')
}

function openGate(): { open: () => void; opened: Promise<void> } {
  let open = () => {}
  const opened = new Promise<void>(resolve => (open = resolve))
  return { open, opened }
}
