import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sqlOfPrisma, type Sql } from '../../database/sql.ts'
import { keepSchedules } from '../../jobs/keep-schedules.ts'
import { createLog } from '../../server/log.ts'
import { countSchedules } from '../../workflow/count-schedules.ts'
import { move, openTestNewsroom, paragraphs, save, type Story, type TestNewsroom } from '../newsroom.ts'

let newsroom: TestNewsroom
let sql: Sql
before(async () => {
  newsroom = await openTestNewsroom()
  sql = sqlOfPrisma(newsroom.context.prisma)
})
after(() => newsroom.close())

const log = createLog({ level: 'silent' })
/** What one sweep of a worker does. */
const sweep = () => keepSchedules({ ...newsroom, log })
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()
const next = (story: Story, by = 1): Story => ({ ...story, version: story.version + by })

/** An approved story with a time; `content` as for any story. */
async function scheduled(content: Record<string, unknown> = {}, publishAt = inAnHour()): Promise<Story> {
  const approved = await newsroom.stories.approved(content)
  const { refusal } = await newsroom.desks.publisher.ask(...move('schedule', approved, { publishAt }))
  assert.equal(refusal, null)
  return { ...approved, version: approved.version + 1 }
}

/** As if so many seconds had passed since the story's time. */
async function letTimePass(story: Story, column: 'publishAt' | 'unpublishAt', secondsAgo: number): Promise<Story> {
  await sql(
    `update "Article" set "${column}" = date_trunc('milliseconds', now()) - $2::int * interval '1 second',
            "embargoedUntil" = null, version = version + 1 where id = $1`,
    [story.id, secondsAgo],
  )
  return next(story)
}

const rowOf = (story: Story) => newsroom.context.prisma.article.findUniqueOrThrow({ where: { id: story.id } })
const entriesOf = (story: Story, action: string) =>
  newsroom.context.prisma.auditEntry.findMany({
    where: { subject: `article:${story.id}`, action },
    orderBy: { sequence: 'asc' },
  })
const publicationsOf = (story: Story) =>
  sql<{ headline: string; live: boolean }>(
    `select headline, valid_to is null as live from delivery.publication where article = $1 order by valid_from`,
    [story.id],
  )

test('a scheduled story goes live at its time and not before, and nobody needs to press anything', async () => {
  const story = await scheduled({ headline: 'À l’heure dite' })

  await sweep()
  const before = await publicationsOf(story)
  await letTimePass(story, 'publishAt', 1)
  await sweep()

  const row = await rowOf(story)
  const [entry] = await entriesOf(story, 'article.publish')
  assert.deepEqual(before, [])
  assert.deepEqual(await publicationsOf(story), [{ headline: 'À l’heure dite', live: true }])
  assert.deepEqual([row.publishAt, row.scheduledById, row.state], [null, null, 'approved'])
  assert.equal(entry?.actorId, 'schedule')
  assert.match(String(entry?.reason), /^Due at \S+Z; scheduled by Publisher\.$/)
})

test('a story goes live once, however many workers look at the same moment', async () => {
  const stories = await Promise.all(Array.from({ length: 8 }, () => scheduled()))
  for (const story of stories) await letTimePass(story, 'publishAt', 1)

  await Promise.all(Array.from({ length: 4 }, sweep))
  await sweep()

  for (const story of stories) {
    assert.equal((await publicationsOf(story)).length, 1)
    assert.equal((await entriesOf(story, 'article.publish')).length, 1)
  }
})

test('a story that goes out late says so on record', async () => {
  const story = await letTimePass(await scheduled(), 'publishAt', 125)
  const before = await newsroom.desks.publisher.context.query.Article.findOne({
    where: { id: story.id },
    query: 'scheduleState',
  })

  await sweep()

  const [entry] = await entriesOf(story, 'article.publish')
  assert.equal(before?.['scheduleState'], 'late')
  assert.match(String(entry?.reason), /, 12\d s late; /)
})

test('who scheduled it, and for when, is on record', async () => {
  const publishAt = inAnHour()
  const story = await scheduled({}, publishAt)

  const [entry] = await entriesOf(story, 'article.schedule')

  assert.deepEqual([entry?.actorId, entry?.revision], [newsroom.desks.publisher.person.id, 1])
  assert.equal(entry?.reason, `At ${publishAt}.`)
})

test('what goes out is the text that was approved, whatever its picture was called since', async () => {
  const image = await newsroom.stories.image()
  const story = await scheduled({ image: { connect: { id: image } } })
  await newsroom.desks.editor.context.db.Image.updateOne({ where: { id: image }, data: { caption: 'Changée depuis' } })
  await letTimePass(story, 'publishAt', 1)

  await sweep()

  const [live] = await sql<{ caption: string | null }>(
    `select content #>> '{image,caption}' as caption from delivery.publication where article = $1`,
    [story.id],
  )
  assert.deepEqual(live, { caption: null })
})

test('a time that is past is refused with a sentence, and so is one that is under embargo', async () => {
  const { desks, stories } = newsroom
  const embargoedUntil = new Date(Date.now() + 7_200_000).toISOString()
  const plain = await stories.approved()
  const embargoed = await stories.approved({ embargoedUntil })

  const past = await desks.publisher.ask(...move('schedule', plain, { publishAt: '2020-01-01T00:00:00.000Z' }))
  const tooEarly = await desks.publisher.ask(...move('schedule', embargoed, { publishAt: inAnHour() }))
  const justThen = await desks.publisher.ask(...move('schedule', embargoed, { publishAt: embargoedUntil }))

  assert.equal(past.refusal?.code, 'INVALID_INPUT')
  assert.match(String(past.refusal?.message), /2020-01-01T00:00:00\.000Z.* already\. Choose a later time/)
  assert.equal(tooEarly.refusal?.code, 'EMBARGOED')
  assert.equal(justThen.refusal, null)
})

test('what could not go live then is refused at once: nothing new, an open checklist, rights that end before', async () => {
  const { desks, stories } = newsroom
  const live = await stories.live()
  const image = await stories.image({ rightsExpire: new Date(Date.now() + 60_000).toISOString() })
  const soonWithoutRights = await stories.approved({ image: { connect: { id: image } } })
  const inReview = await stories.inReview({ description: '' })
  await desks.publisher.ask(...move('approve', inReview, { override: 'Pressé.' }))
  const bare = next(inReview)

  const nothingNew = await desks.publisher.ask(...move('schedule', live))
  const noRights = await desks.publisher.ask(...move('schedule', soonWithoutRights))
  const noStandfirst = await desks.publisher.ask(...move('schedule', bare))
  const overridden = await desks.publisher.ask(...move('schedule', bare, { override: 'Dépêche.' }))

  assert.deepEqual(
    [nothingNew, noRights, noStandfirst, overridden].map(({ refusal }) => refusal?.code),
    ['NOTHING_TO_PUBLISH', 'RIGHTS_EXPIRED', 'CHECKLIST_FAILED', undefined],
  )
})

test('editors do not schedule, and nobody schedules what is not approved', async () => {
  const { desks, stories } = newsroom

  const byEditor = await desks.editor.ask(...move('schedule', await stories.approved()))
  const inReview = await desks.publisher.ask(...move('schedule', await stories.inReview()))
  const notScheduled = await desks.publisher.ask(...move('unschedule', await stories.approved()))

  assert.deepEqual(
    [byEditor, inReview, notScheduled].map(({ refusal }) => refusal?.code),
    ['NOT_PERMITTED', 'WRONG_STATE', 'WRONG_STATE'],
  )
})

test('a new time replaces the old one', async () => {
  const story = await scheduled()
  const later = '2099-06-01T12:00:00.000Z'

  await newsroom.desks.admin.ask(...move('schedule', story, { publishAt: later }))

  const { publishAt, scheduledById } = await rowOf(story)
  assert.deepEqual([publishAt?.toISOString(), scheduledById], [later, newsroom.desks.admin.person.id])
})

test('each way of taking a schedule back takes it back: the story does not go out', async () => {
  const { desks } = newsroom
  const ways = {
    unschedule: (story: Story) => desks.publisher.ask(...move('unschedule', story)),
    edit: (story: Story) => desks.editor.ask(...save(story, { headline: 'Un autre titre' })),
    sections: (story: Story) =>
      desks.editor.ask(...save(story, { sections: [{ heading: 'Neuf', body: paragraphs('Autre texte.') }] })),
    requestChanges: (story: Story) => desks.editor.ask(...move('requestChanges', story)),
  }

  for (const [name, takeBack] of Object.entries(ways)) {
    const story = await scheduled()
    const { refusal } = await takeBack(story)
    const { publishAt, scheduledById } = await rowOf(story)
    assert.deepEqual([refusal, publishAt, scheduledById], [null, null, null], name)
  }
})

test('an edit that withdraws a schedule says so on record; a change of desk data leaves it alone', async () => {
  const { desks } = newsroom
  const publishAt = inAnHour()
  const edited = await scheduled({}, publishAt)
  const noted = await scheduled({}, publishAt)

  await desks.editor.ask(...save(edited, { headline: 'Un autre titre' }))
  await desks.editor.ask(...save(noted, { edNote: 'À relire demain.' }))

  const [entry] = await entriesOf(edited, 'article.save')
  assert.ok(entry?.reason?.endsWith(`and with it the schedule for ${publishAt}.`))
  assert.equal((await rowOf(noted)).publishAt?.toISOString(), publishAt)
})

test('unpublishing or killing a live story takes back the update that was scheduled', async () => {
  const { desks } = newsroom
  for (const name of ['unpublish', 'kill'] as const) {
    const live = await newsroom.stories.live()
    await desks.editor.ask(...save(live, { headline: 'La suite' }))
    await desks.author.ask(...move('submit', next(live)))
    await desks.otherEditor.ask(...move('approve', next(live, 2)))
    const { refusal } = await desks.publisher.ask(...move('schedule', next(live, 3)))

    await desks.publisher.ask(...move(name, next(live, 4)))

    assert.equal(refusal, null)
    assert.equal((await rowOf(live)).publishAt, null)
  }
})

test('a killed story never goes out by schedule', async () => {
  const { desks, stories } = newsroom
  const live = await stories.live()
  await desks.publisher.ask(...move('kill', live))
  await desks.author.ask(...move('submit', next(live)))
  await desks.editor.ask(...move('approve', next(live, 2)))

  const refused = await desks.publisher.ask(...move('schedule', next(live, 3)))
  // As a bug or a hand at the database might leave it.
  await sql(
    `update "Article" set "publishAt" = now() - interval '1 second', "scheduledBy" = $2, version = version + 1 where id = $1`,
    [live.id, desks.publisher.person.id],
  )
  await sweep()

  const row = await rowOf(live)
  assert.equal(refused.refusal?.code, 'WRONG_STATE')
  assert.match(String(row.scheduleError), /has been killed/)
  assert.deepEqual([row.liveRevision, (await publicationsOf(live)).filter(({ live }) => live)], [null, []])
})

test('a schedule that fails is visible with its reason, is put off, and goes out when the cause is gone', async () => {
  const { desks } = newsroom
  const story = await letTimePass(await scheduled({ headline: 'Sous embargo' }), 'publishAt', 1)
  const embargoedUntil = '2099-01-01T00:00:00.000Z'
  await desks.editor.ask(...save(story, { embargoedUntil }))

  await sweep()
  await sweep()
  const shown = await desks.author.context.query.Article.findMany({
    where: { scheduleAttempts: { gt: 0 }, headline: { equals: 'Sous embargo' } },
    query: 'scheduleState scheduleError scheduleAttempts version',
  })
  const retryAt = (await rowOf(story)).scheduleRetryAt
  await desks.editor.ask(...save(next(story), { embargoedUntil: null }))
  await sweep()

  const sentence = `“Sous embargo” is under embargo until ${embargoedUntil}. Wait until then, or lift the embargo.`
  assert.deepEqual(
    shown.map(({ scheduleState, scheduleError, scheduleAttempts }) => [scheduleState, scheduleError, scheduleAttempts]),
    [['failed', sentence, 1]],
  )
  assert.equal(shown[0]?.['version'], story.version + 1, 'a try is no new version')
  assert.ok(retryAt && retryAt > new Date())
  assert.equal((await publicationsOf(story)).length, 1)
  assert.deepEqual((await rowOf(story)).scheduleError, null)
})

test('the pauses between tries grow, to five minutes at most, and the record names each reason once', async () => {
  const story = await letTimePass(await scheduled(), 'publishAt', 1)
  await newsroom.desks.editor.ask(...save(story, { embargoedUntil: '2099-01-01T00:00:00.000Z' }))

  const pauses: number[] = []
  for (let tries = 0; tries < 8; tries += 1) {
    await sql(`update "Article" set "scheduleRetryAt" = null where id = $1`, [story.id])
    await sweep()
    const [row] = await sql<{ pause: number }>(
      `select round(extract(epoch from "scheduleRetryAt" - clock_timestamp()))::int as pause from "Article" where id = $1`,
      [story.id],
    )
    pauses.push(row?.pause ?? 0)
  }

  assert.deepEqual(pauses, [5, 10, 20, 40, 80, 160, 300, 300])
  assert.equal((await entriesOf(story, 'article.scheduleFailed')).length, 1)
})

test('rights that run out and a picture that is killed hold a scheduled story back', async () => {
  const { desks, stories } = newsroom
  const [expired, killed] = [await stories.image(), await stories.image()]
  const first = await letTimePass(await scheduled({ image: { connect: { id: expired } } }), 'publishAt', 1)
  const second = await letTimePass(await scheduled({ image: { connect: { id: killed } } }), 'publishAt', 1)
  await desks.editor.context.db.Image.updateOne({
    where: { id: expired },
    data: { rightsExpire: '2020-01-01T00:00:00.000Z' },
  })
  await sql(`update "Image" set "killedAt" = now() where id = $1`, [killed])

  await sweep()

  assert.match(String((await rowOf(first)).scheduleError), /rights have run out/)
  assert.match(String((await rowOf(second)).scheduleError), /was killed/)
})

test('its author and whoever scheduled it are told of a schedule that failed, once', async () => {
  const { desks } = newsroom
  const story = await letTimePass(await scheduled(), 'publishAt', 1)
  await desks.editor.ask(...save(story, { embargoedUntil: '2099-01-01T00:00:00.000Z' }))

  await sweep()
  await sql(`update "Article" set "scheduleRetryAt" = null where id = $1`, [story.id])
  await sweep()

  const told = await newsroom.context.prisma.notification.findMany({ where: { articleId: story.id, kind: 'failed' } })
  assert.deepEqual(
    told.map(({ personId }) => personId).sort(),
    [desks.author.person.id, desks.publisher.person.id].sort(),
  )
  assert.match(String(told[0]?.detail), /is under embargo/)
})

test('one story that fails does not hold up the others', async () => {
  const failing = await letTimePass(await scheduled(), 'publishAt', 60)
  await newsroom.desks.editor.ask(...save(failing, { embargoedUntil: '2099-01-01T00:00:00.000Z' }))
  const fine = await letTimePass(await scheduled(), 'publishAt', 1)

  await sweep()

  assert.equal((await publicationsOf(failing)).length, 0)
  assert.equal((await publicationsOf(fine)).length, 1)
})

test('a story leaves its readers at its time, and stays away', async () => {
  const { desks } = newsroom
  const live = await newsroom.stories.live()
  const saved = await desks.publisher.ask(...save(live, { unpublishAt: inAnHour() }))
  const story = await letTimePass(next(live), 'unpublishAt', 30)

  await sweep()
  await sweep()

  const row = await rowOf(story)
  const [entry, another] = await entriesOf(story, 'article.unpublish')
  assert.equal(saved.refusal, null)
  assert.deepEqual([row.liveRevision, row.state, row.unpublishAt], [null, 'draft', null])
  assert.deepEqual([entry?.actorId, another], ['schedule', undefined])
  assert.match(String(entry?.reason), /^Its time with readers ended at \S+Z, 3\d s late\.$/)
})

test('only publishers say when a story leaves, in the future and after it came; null takes it back', async () => {
  const { desks, stories } = newsroom
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
  const draft = await stories.draft()
  const coming = await scheduled({}, at(2))

  const byEditor = await desks.editor.ask(...save(draft, { unpublishAt: at(1) }))
  const past = await desks.publisher.ask(...save(draft, { unpublishAt: '2020-01-01T00:00:00.000Z' }))
  const tooEarly = await desks.publisher.ask(...save(coming, { unpublishAt: at(1) }))
  const set = await desks.publisher.ask(...save(coming, { unpublishAt: at(3) }))
  const tooLate = await desks.publisher.ask(...move('schedule', next(coming), { publishAt: at(4) }))
  const cleared = await desks.publisher.ask(...save(next(coming), { unpublishAt: null }))

  assert.deepEqual(
    [byEditor, past, tooEarly, set, tooLate, cleared].map(({ refusal }) => refusal?.code),
    ['KS_ACCESS_DENIED', 'INVALID_INPUT', 'INVALID_INPUT', undefined, 'INVALID_INPUT', undefined],
  )
  assert.equal((await rowOf(coming)).unpublishAt, null)
})

test('a story whose time with readers is over does not come to them late', async () => {
  const at = new Date(Date.now() + 7_200_000).toISOString()
  const story = await scheduled()
  await newsroom.desks.publisher.ask(...save(story, { unpublishAt: at }))
  const due = await letTimePass(next(story), 'publishAt', 60)
  await letTimePass(due, 'unpublishAt', 30)

  await sweep()

  assert.equal((await publicationsOf(story)).length, 0)
  assert.match(String((await rowOf(story)).scheduleError), /was to leave its readers at/)
})

test('operators see how many stories wait, are late and failed, and for how long', async () => {
  await sweep()
  const before = await countSchedules(sql)
  await scheduled()
  await letTimePass(await scheduled(), 'publishAt', 100)
  await newsroom.desks.publisher.ask(...save(await newsroom.stories.live(), { unpublishAt: inAnHour() }))
  await newsroom.desks.publisher.ask(...save(await newsroom.stories.draft(), { unpublishAt: inAnHour() }))

  const { scheduled: waiting, late, secondsLate } = await countSchedules(sql)
  await sweep()
  const after = await countSchedules(sql)

  assert.deepEqual([waiting - before.scheduled, late - before.late], [2, 1])
  assert.ok(secondsLate >= 100)
  assert.deepEqual([after.late - before.late, after.failed - before.failed], [0, 0])
  assert.ok(after.auditSequence > before.auditSequence && after.changePosition > before.changePosition)
})

test('a schedule is an instant: written in a zone before and after its clocks change, it is kept in UTC', async () => {
  const before = await scheduled({}, '2099-03-29T01:59:59+01:00')
  const after = await scheduled({}, '2099-03-29T03:00:00+02:00')

  const instants = [(await rowOf(before)).publishAt, (await rowOf(after)).publishAt].map(at => at?.toISOString())
  const [column] = await sql<{ type: string }>(
    `select pg_typeof("publishAt")::text as type from "Article" where id = $1`,
    [before.id],
  )

  assert.deepEqual(instants, ['2099-03-29T00:59:59.000Z', '2099-03-29T01:00:00.000Z'])
  assert.equal(column?.type, 'timestamp with time zone')
})

test('whoever left the newsroom since leaves their schedules standing', async () => {
  const story = await letTimePass(await scheduled(), 'publishAt', 1)
  const where = { id: newsroom.desks.publisher.person.id }
  await newsroom.context.prisma.user.update({ where, data: { active: false, role: 'author' } })

  await sweep()
  await newsroom.context.prisma.user.update({ where, data: { active: true, role: 'publisher' } })

  assert.equal((await publicationsOf(story)).length, 1)
})

test('a save of the whole form does not fail over a time that was set before', async () => {
  const live = await newsroom.stories.live()
  const unpublishAt = inAnHour()
  await newsroom.desks.publisher.ask(...save(live, { unpublishAt }))

  const again = await newsroom.desks.publisher.ask(...save(next(live), { unpublishAt, urgency: 3 }))

  assert.equal(again.refusal, null)
})
