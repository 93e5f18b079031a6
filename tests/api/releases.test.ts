import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sqlOfPrisma } from '../../database/sql.ts'
import { releaseDue } from '../../workflow/release-due.ts'
import {
  buildRelease,
  changeRelease,
  createRelease,
  letGo,
  releaseIn,
  schedule,
  unschedule,
} from '../build-releases.ts'
import { move, openTestNewsroom, save, type Answer, type Story, type TestNewsroom } from '../newsroom.ts'

let newsroom: TestNewsroom
before(async () => {
  newsroom = await openTestNewsroom()
})
after(() => newsroom.close())

const sql = <Row>(text: string, values: unknown[]) => sqlOfPrisma(newsroom.context.prisma)<Row>(text, values)
const idsOf = (stories: Pick<Story, 'id'>[]) => stories.map(({ id }) => id)
const liveOf = (stories: Pick<Story, 'id'>[]) =>
  sql<{ article: string; from: Date }>(
    `select article, valid_from as from from delivery.publication where article = any($1) and valid_to is null`,
    [idsOf(stories)],
  )
const approved = async (count: number, content: Record<string, unknown> = {}) => {
  const stories: Story[] = []
  while (stories.length < count) stories.push(await newsroom.stories.approved(content))
  return stories
}
type Refused = { id: string; reasons: { code: string }[] }
const reasons = ({ refusal }: Answer) =>
  ((refusal?.extensions['stories'] ?? []) as Refused[]).map(({ id, reasons: why }) => [id, why.map(({ code }) => code)])
const makeDue = (id: string) =>
  sql(`update "Release" set "releaseAt" = now() - interval '1 minute', "scheduleRetryAt" = null where id = $1`, [id])

test('all stories of a release go live at one and the same moment, each on record under its name', async () => {
  const stories = await approved(3)
  const release = await buildRelease(newsroom, stories, 'Résultats')

  const { data, refusal } = await letGo(newsroom.desks.publisher, release)

  const live = await liveOf(stories)
  const entries = await newsroom.context.prisma.auditEntry.findMany({
    where: { action: 'article.publish', subject: { in: stories.map(({ id }) => `article:${id}`) } },
  })
  assert.equal(refusal, null)
  assert.equal(data?.['release']?.['state'], 'released')
  assert.deepEqual(idsOf(stories).sort(), live.map(({ article }) => article).sort())
  assert.equal(new Set(live.map(({ from }) => from.getTime())).size, 1)
  assert.equal(data?.['release']?.['releasedAt'], live[0]?.from.toISOString())
  assert.deepEqual(
    entries.map(({ reason }) => reason),
    Array(3).fill('Release “Résultats”'),
  )
})

test('at no instant, looking back, do readers have a part of a release', async () => {
  const stories = await approved(4)
  await letGo(newsroom.desks.publisher, await buildRelease(newsroom, stories))

  const counts = await sql<{ live: number }>(
    `select (select count(*)::int from delivery.publication
              where article = any($1) and valid_from <= moment and (valid_to is null or valid_to > moment)) as live
       from (select distinct valid_from + step * interval '1 millisecond' as moment
               from delivery.publication, generate_series(-3, 3) step where article = any($1)) as moments`,
    [idsOf(stories)],
  )

  assert.deepEqual([...new Set(counts.map(({ live }) => live))].sort(), [0, 4])
})

test('one story that does not qualify stops all, and each reason is told', async () => {
  const { desks, stories } = newsroom
  const image = await stories.image()
  const [good] = await approved(1)
  const draft = await stories.draft()
  const embargoed = await stories.approved({ embargoedUntil: '2099-01-01T00:00:00.000Z' })
  const unpaid = await stories.approved({
    image: { connect: { id: image } },
    embargoedUntil: '2099-01-01T00:00:00.000Z',
  })
  await desks.editor.context.db.Image.updateOne({
    where: { id: image },
    data: { rightsExpire: '2020-01-01T00:00:00Z' },
  })
  const live = await stories.live()
  assert.ok(good)
  const all = [good, draft, embargoed, unpaid, live]
  const before = await liveOf(all)

  const refused = await letGo(desks.publisher, await buildRelease(newsroom, all))

  assert.equal(refused.refusal?.code, 'RELEASE_REFUSED')
  assert.deepEqual(
    Object.fromEntries(reasons(refused)),
    Object.fromEntries([
      [draft.id, ['WRONG_STATE']],
      [embargoed.id, ['EMBARGOED']],
      [unpaid.id, ['EMBARGOED', 'RIGHTS_EXPIRED']],
      [live.id, ['NOTHING_TO_PUBLISH']],
    ]),
  )
  assert.deepEqual(await liveOf(all), before)
})

test('a story that was edited after its approval, killed or trashed since stops its release', async () => {
  const { desks, stories } = newsroom
  const [good, edited, trashed] = await approved(3)
  assert.ok(good && edited && trashed)
  const killed = await stories.live()
  const release = await buildRelease(newsroom, [good, edited, trashed, killed])
  await desks.editor.ask(...save(edited, { headline: 'Changé depuis' }))
  await desks.editor.ask(...move('trash', trashed))
  await desks.publisher.ask(...move('kill', killed))

  const refused = await letGo(desks.publisher, release)

  assert.deepEqual(
    reasons(refused)
      .map(([id]) => id)
      .sort(),
    idsOf([edited, trashed, killed]).sort(),
  )
  assert.deepEqual(await liveOf([good, edited, trashed, killed]), [])
})

test('a slug that was once public elsewhere stops the release', async () => {
  const { desks } = newsroom
  const [good, other] = await approved(2)
  assert.ok(good && other)
  await sql(`insert into delivery.slug (slug, article) values ($1, 'another story')`, [other.slug])

  const refused = await letGo(desks.publisher, await buildRelease(newsroom, [good, other]))

  assert.deepEqual(reasons(refused), [[other.id, ['SLUG_TAKEN']]])
  assert.deepEqual(await liveOf([good, other]), [])
})

test('what goes live is what was approved, as an update where the story was live', async () => {
  const { desks, stories } = newsroom
  const live = await stories.live()
  let { version } = live
  const next = () => ({ id: live.id, version: version++ })
  await desks.editor.ask(...save(next(), { headline: 'Le second titre' }))
  await desks.author.ask(...move('submit', next()))
  await desks.otherEditor.ask(...move('approve', next()))
  const [fresh] = await approved(1)
  assert.ok(fresh)

  await letGo(desks.publisher, await buildRelease(newsroom, [live, fresh]))

  const rows = await sql<{ kind: string; headline: string }>(
    `select kind, headline from delivery.publication where article = any($1) and valid_to is null order by kind`,
    [[live.id, fresh.id]],
  )
  assert.deepEqual(
    rows.map(({ kind }) => kind),
    ['publish', 'update'],
  )
  assert.equal(rows[1]?.headline, 'Le second titre')
})

test('editors make releases, publishers let them go; authors do neither', async () => {
  const { desks } = newsroom
  const stories = await approved(1)
  const byAuthor = await createRelease(desks.author, stories)
  const release = await buildRelease(newsroom, stories)

  const refusals = [
    await letGo(desks.author, release),
    await letGo(desks.editor, release),
    await schedule(desks.editor, release, '2099-01-01T00:00:00Z'),
    await changeRelease(desks.author, release, { name: 'À moi' }),
  ]

  for (const { refusal } of [byAuthor, ...refusals]) assert.equal(refusal?.code, 'KS_ACCESS_DENIED')
  assert.deepEqual(await liveOf(stories), [])
})

test('a story is in one open release at most, also when two editors add it at once', async () => {
  const { desks } = newsroom
  const [one, two] = await approved(2)
  assert.ok(one && two)
  await buildRelease(newsroom, [one], 'La première')

  const told = await createRelease(desks.editor, [one])
  const bySlug = await desks.editor.ask(
    `mutation ($slug: String!) { createRelease(data: { name: "X", articles: { connect: [{ slug: $slug }] } }) { id } }`,
    { slug: one.slug },
  )
  const atOnce = await Promise.all(
    [desks.editor, desks.otherEditor, desks.admin].map(desk => createRelease(desk, [two])),
  )

  assert.match(told.refusal?.message ?? '', /is in the release “La première” already/)
  assert.equal(bySlug.refusal?.code, 'INVALID_INPUT')
  assert.equal(atOnce.filter(({ refusal }) => refusal === null).length, 1)
  const places = await sql(`select 1 from "_Article_releases" where "A" = $1`, [two.id])
  assert.equal(places.length, 1)
})

test('after its release is out, or it was taken out of it, a story may go with another', async () => {
  const { desks, stories } = newsroom
  const [one, two] = await approved(2)
  assert.ok(one && two)
  const first = await buildRelease(newsroom, [one, two])
  const without = await changeRelease(desks.editor, first, { articles: { disconnect: [{ id: two.id }] } })
  await letGo(desks.publisher, releaseIn(without.data?.['release']))

  const again = await createRelease(desks.editor, [one])
  const other = await createRelease(desks.editor, [two, await stories.draft()])

  assert.deepEqual([again.refusal, other.refusal], [null, null])
})

test('two who let one release go at once: it goes once, and one is told', async () => {
  const { desks } = newsroom
  const stories = await approved(2)
  const release = await buildRelease(newsroom, stories)

  const answers = await Promise.all([desks.publisher, desks.admin].map(desk => letGo(desk, release)))

  const intervals = await sql(`select 1 from delivery.publication where article = any($1)`, [idsOf(stories)])
  assert.deepEqual(
    answers.flatMap(({ refusal }) => refusal?.code ?? []),
    ['ARTICLE_CHANGED'],
  )
  assert.equal(intervals.length, 2)
})

test('releases, publications and saves at once neither deadlock nor leave a part', async () => {
  const { desks, stories } = newsroom
  const tags = [await stories.tag('Paris'), await stories.tag('Lyon'), await stories.tag('Lille')]
  const tagged = (ids: string[]) => stories.approved({ tags: { connect: ids.map(id => ({ id })) } })
  const [a, b, c] = tags as [string, string, string]
  const one = [await tagged([c, a]), await tagged([b])]
  const two = [await tagged([b, a]), await tagged([c])]
  const [alone, edited] = [await tagged([a, b, c]), one[0]]
  assert.ok(edited)
  const releases = [await buildRelease(newsroom, one, 'Une'), await buildRelease(newsroom, two, 'Deux')]

  const answers = await Promise.all([
    ...releases.map(release => letGo(desks.publisher, release)),
    desks.admin.ask(...move('publish', alone)),
    desks.otherEditor.ask(...save(edited, { headline: 'En même temps' })),
  ])

  const codes = answers.flatMap(({ refusal }) => refusal?.code ?? [])
  for (const code of codes) assert.ok(['RELEASE_REFUSED', 'ARTICLE_CHANGED'].includes(String(code)), code)
  assert.equal(codes.length, 1)
  assert.ok([0, 2].includes((await liveOf(one)).length))
  assert.equal((await liveOf(two)).length, 2)
})

test('a release that is scheduled or out is not changed; one that is out is not deleted', async () => {
  const { desks } = newsroom
  const release = await buildRelease(newsroom, await approved(1))
  const scheduled = releaseIn((await schedule(desks.publisher, release, '2099-01-01T00:00:00Z')).data?.['release'])

  const changed = await changeRelease(desks.editor, scheduled, { name: 'Autre' })
  const open = releaseIn((await unschedule(desks.publisher, scheduled)).data?.['release'])
  const stale = await changeRelease(desks.editor, release, { name: 'Autre' })
  const renamed = releaseIn((await changeRelease(desks.editor, open, { name: 'Autre' })).data?.['release'])
  const out = releaseIn((await letGo(desks.publisher, renamed)).data?.['release'])
  const late = await changeRelease(desks.editor, out, { name: 'Trop tard' })
  const deleted = await desks.editor.ask(`mutation { deleteRelease(where: { id: "${out.id}" }) { id } }`)

  assert.deepEqual(
    [changed, stale, late, deleted].map(({ refusal }) => refusal?.code),
    ['WRONG_STATE', 'ARTICLE_CHANGED', 'WRONG_STATE', 'WRONG_STATE'],
  )
  await assert.rejects(sql(`delete from "Release" where id = $1`, [out.id]), /keeps every row/)
  await assert.rejects(sql(`delete from "_Article_releases" where "B" = $1`, [out.id]), /keeps its stories/)
})

test('an empty release, and a time that is past, are refused', async () => {
  const { desks } = newsroom
  const empty = await buildRelease(newsroom, [])
  const full = await buildRelease(newsroom, await approved(1))

  const nothing = await letGo(desks.publisher, empty)
  const past = await schedule(desks.publisher, full, '2020-01-01T00:00:00Z')

  assert.deepEqual([nothing.refusal?.code, past.refusal?.code], ['RELEASE_REFUSED', 'INVALID_INPUT'])
})

test('scheduling refuses at once what could not go live at that time', async () => {
  const { desks, stories } = newsroom
  const embargoed = await stories.approved({ embargoedUntil: '2090-01-01T00:00:00.000Z' })
  const release = await buildRelease(newsroom, [embargoed])

  const tooEarly = await schedule(desks.publisher, release, '2089-01-01T00:00:00Z')
  const inTime = await schedule(desks.publisher, release, '2091-01-01T00:00:00Z')

  assert.deepEqual(reasons(tooEarly), [[embargoed.id, ['EMBARGOED']]])
  assert.equal(inTime.refusal, null)
})

test('a release goes at its time, once, though several workers look', async () => {
  const { desks, context, newsroom: surroundings } = newsroom
  const stories = await approved(3)
  const release = await buildRelease(newsroom, stories, 'À l’heure')
  await schedule(desks.publisher, release, '2099-01-01T00:00:00Z')
  const early = await releaseDue(context, surroundings)
  await makeDue(release.id)

  const kept = await Promise.all([1, 2, 3].map(() => releaseDue(context, surroundings)))
  const later = await releaseDue(context, surroundings)

  const entry = await context.prisma.auditEntry.findFirstOrThrow({
    where: { action: 'release.release', subject: `release:${release.id}` },
  })
  assert.deepEqual([early, later], [null, null])
  assert.deepEqual(
    kept.flatMap(one => (one ? [one.failure] : [])),
    [null],
  )
  assert.equal((await liveOf(stories)).length, 3)
  assert.equal(entry.actorId, 'schedule')
  assert.match(entry.reason ?? '', /^Due at .* late; scheduled by Publisher\.$/)
})

test('a scheduled release that is refused stays visible, is told to those concerned, and goes when it qualifies', async () => {
  const { desks, context, newsroom: surroundings } = newsroom
  const stories = await approved(2)
  const [edited] = stories
  assert.ok(edited)
  const release = await buildRelease(newsroom, stories, 'Ensemble')
  await schedule(desks.publisher, release, '2099-01-01T00:00:00Z')
  await desks.author.ask(...move('submit', edited))
  await desks.editor.ask(...move('requestChanges', edited))
  await makeDue(release.id)
  await context.prisma.notification.deleteMany()

  const refused = await releaseDue(context, surroundings)
  const again = await releaseDue(context, surroundings)
  const row = await context.prisma.release.findUniqueOrThrow({ where: { id: release.id } })
  await desks.author.ask(...move('submit', { id: edited.id, version: edited.version + 1 }))
  await desks.editor.ask(...move('approve', { id: edited.id, version: edited.version + 2 }))
  await makeDue(release.id)
  const kept = await releaseDue(context, surroundings)

  const told = await context.prisma.notification.findMany({ where: { kind: 'failed' } })
  assert.match(String(refused?.failure), /Nothing of the release “Ensemble” goes live/)
  assert.equal(again, null)
  assert.match(row.scheduleError ?? '', /waiting for changes/)
  assert.deepEqual(
    told.map(({ personId }) => personId).sort(),
    [desks.author.person.id, desks.publisher.person.id].sort(),
  )
  assert.equal(kept?.failure, null)
  assert.equal((await liveOf(stories)).length, 2)
})
