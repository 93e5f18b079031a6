import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { roles, type Role } from '../../access.ts'
import { inTransaction } from '../../database/in-transaction.ts'
import { sqlOfPrisma, type Sql } from '../../database/sql.ts'
import { transitionNames, transitions, type TransitionName } from '../../workflow/transitions.ts'
import { assertChainWhole, assertStoriesWhole } from '../assert-whole.ts'
import { move, openTestNewsroom, save, type Answer, type Desk, type Story, type TestNewsroom } from '../newsroom.ts'
import { leadsTo, movers, stations, type Station, type StationName } from '../stations.ts'

let newsroom: TestNewsroom
before(async () => {
  newsroom = await openTestNewsroom()
})
after(() => newsroom.close())

/** A story under way, with those whose own text it is: its author, and who wrote on it since the last approval. */
type Walk = { author: Desk; story: Story; writers: Set<Desk>; tries: Desk[]; done: { refused: number; made: number } }

/** The way past every station: what is done to the story, by whom, and where it is then. */
const way: [...(TransitionName | 'rewrite')[], StationName][] = [
  ['a draft'],
  ['archive', 'a draft in the archive'],
  ['restore', 'trash', 'a draft in the trash'],
  ['untrash', 'submit', 'in review'],
  ['requestChanges', 'waiting for changes'],
  ['submit', 'rewrite', 'in review'],
  ['approve', 'approved'],
  ['schedule', 'scheduled'],
  ['publish', 'live'],
  ['requestChanges', 'live, changes asked for'],
  ['rewrite', 'submit', 'approve', 'publish', 'rewrite', 'live, rewritten'],
  ['submit', 'live, rewritten, in review'],
  ['approve', 'live, an update approved'],
  ['schedule', 'live, an update scheduled'],
  ['unpublish', 'withdrawn'],
  ['archive', 'withdrawn, in the archive'],
  ['restore', 'trash', 'withdrawn, in the trash'],
  ['untrash', 'submit', 'withdrawn, in review'],
  ['approve', 'withdrawn, approved'],
  ['publish', 'kill', 'killed'],
  ['archive', 'killed, in the archive'],
  ['restore', 'trash', 'killed, in the trash'],
  ['untrash', 'submit', 'killed, in review'],
  ['requestChanges', 'killed, changes asked for'],
  ['submit', 'approve', 'killed, approved'],
  ['reinstate', 'withdrawn'],
]

test('the way passes every station, and every move is open at one of them', () => {
  const passed = new Set(way.map(stops => stops.at(-1)))
  const everyStation: Station[] = Object.values(stations)

  assert.deepEqual([...passed].sort(), Object.keys(stations).sort())
  assert.deepEqual(
    transitionNames.filter(name => !everyStation.some(({ open }) => open.includes(name))),
    [],
  )
  assert.deepEqual(Object.keys(movers).sort(), [...transitionNames].sort())
})

for (const role of roles)
  test(`${role}: every move of a story of their own, at every station`, async t => {
    const author = newsroom.desks[role]
    const done = await walk(author, [author])
    t.diagnostic(`${done.made} moves made, ${done.refused} refused`)
    assert.equal(done.made + done.refused, way.length * transitionNames.length)
  })

test('every role: every move of somebody else’s story, at every station', async t => {
  const done = await walk(
    newsroom.desks.otherAuthor,
    roles.map(role => newsroom.desks[role]),
  )
  t.diagnostic(`${done.made} moves made, ${done.refused} refused`)
  assert.equal(done.made + done.refused, way.length * transitionNames.length * roles.length)
})

test('after all of it the audit chain and every story are whole', async () => {
  const sql = sqlOfPrisma(newsroom.context.prisma)
  await assertChainWhole(sql, newsroom.newsroom.auditKey())
  assert.equal((await assertStoriesWhole(sql)).size, roles.length + 1)
})

/** Brings a story past every station; at each, all who try attempt every move. What was made is taken back. */
async function walk(author: Desk, tries: Desk[]): Promise<Walk['done']> {
  const story = await newsroom.stories.draft({}, author)
  const on: Walk = { author, story, tries, writers: new Set([author]), done: { refused: 0, made: 0 } }
  for (const [index, stops] of way.entries()) {
    const station = stops.at(-1) as StationName // the type of `way` says so
    for (const step of stops.slice(0, -1)) await goOn(on, step as TransitionName | 'rewrite')
    await tryEverything(on, station, `stop ${index + 1}, ${station}`)
  }
  return on.done
}

/** The next step on the way, by somebody who may. */
async function goOn(on: Walk, step: TransitionName | 'rewrite'): Promise<void> {
  const { otherEditor, publisher, admin } = newsroom.desks
  const isOwn = (desk: Desk) => desk === on.author || on.writers.has(desk)
  const reviewer = [otherEditor, publisher, admin].find(desk => !isOwn(desk))
  const desk = step === 'approve' ? reviewer : step === 'rewrite' ? otherEditor : admin
  assert.ok(desk)
  const asked = step === 'rewrite' ? save(on.story, { headline: `Version ${on.story.version}` }) : move(step, on.story)
  const { refusal } = await desk.ask(asked[0], asked[1])
  assert.equal(refusal, null, `${step}: ${refusal?.message}`)
  if (step === 'rewrite') on.writers.add(desk)
  if (step === 'approve') on.writers.clear()
  on.story = { ...on.story, version: on.story.version + 1 }
}

async function tryEverything(on: Walk, name: StationName, place: string): Promise<void> {
  const before = await everythingOf(on.story.id)
  assert.equal(before.row.state, stations[name].state, place)
  for (const desk of on.tries)
    for (const attempted of transitionNames) {
      const title = `${place}: ${attempted} by ${desk.person.email}${desk === on.author ? ', their own' : ''}`
      const expected = expectedRefusal(on, stations[name], desk, attempted)
      if (expected) await assertRefused(on, desk, { attempted, expected, before, title })
      else await assertMade(on, desk, { attempted, before, title })
      on.done[expected ? 'refused' : 'made'] += 1
    }
}

/** The code of the refusal, or null where the move is to be made. Persons are looked at first. */
function expectedRefusal(on: Walk, station: Station, desk: Desk, name: TransitionName): string | null {
  const { least, author, neverOwn } = movers[name]
  const isAuthor = desk === on.author
  const ranks = (role: Role) => roles.indexOf(role)
  const isEntitled = ranks(desk.person.role) >= ranks(least)
  const isPrivateDraft = station.state === 'draft' && !station.wasPublic
  if (station.inTrash && !isAuthor && desk.person.role === 'author') return 'NOT_FOUND'
  if (!isEntitled && !(isAuthor && author && (author === 'always' || isPrivateDraft))) return 'NOT_PERMITTED'
  if (neverOwn && (isAuthor || on.writers.has(desk))) return 'OWN_TEXT'
  if (station.open.includes(name)) return null
  return station.idle?.includes(name) ? 'NOTHING_TO_PUBLISH' : 'WRONG_STATE'
}

type Refused = { attempted: TransitionName; expected: string; before: Everything; title: string }

/** For real, in a transaction of its own: not a trace of it is left anywhere. */
async function assertRefused(on: Walk, desk: Desk, { attempted, expected, before, title }: Refused): Promise<void> {
  const { refusal } = await desk.ask(...move(attempted, on.story))
  assert.equal(refusal?.code, expected, `${title}: ${refusal?.message ?? 'was made'}`)
  assert.match(refusal?.message ?? '', /^.{20,}[.!]$/su, 'the refusal is a sentence')
  assert.deepEqual(await everythingOf(on.story.id), before, `${title} left something behind`)
}

type Made = { attempted: TransitionName; before: Everything; title: string }

/** For real, in a transaction that is then taken back, so that the next move finds the same story. */
async function assertMade(on: Walk, desk: Desk, { attempted, before, title }: Made): Promise<void> {
  const takenBack = new Error('taken back')
  const tried = inTransaction(desk.context, async tx => {
    const [query, variables] = move(attempted, on.story)
    const { data, errors } = await tx.graphql.raw({ query, variables })
    assert.deepEqual(errors, undefined, title)
    const sql = sqlOfPrisma(tx.prisma)
    await sql(`set constraints all immediate`)
    const then = await everythingOf(on.story.id, sql)
    assertRecorded({ attempted, desk, before, then, title })
    assert.equal((data as Answer['data'])?.['story']?.['state'], leadsTo[attempted], title)
    throw takenBack
  })
  await assert.rejects(tried, error => {
    if (error !== takenBack) throw error
    return true
  })
  assert.deepEqual(await everythingOf(on.story.id), before, `${title}: a rollback takes all of it back`)
}

type Outcome = { attempted: TransitionName; desk: Desk; before: Everything; then: Everything; title: string }

function assertRecorded({ attempted, desk, before, then, title }: Outcome): void {
  const pinned = { approvedRevision: before.row.newestRevision, contributors: [] }
  const live = { liveRevision: before.row.approvedRevision, ...off }
  const changes: Record<TransitionName, object> = {
    submit: {},
    requestChanges: { approvedRevision: null, ...off },
    approve: pinned,
    publish: live,
    publishNow: { ...live, ...pinned, liveRevision: before.row.newestRevision },
    correct: live,
    schedule: { ...off, publishAt: 'set', scheduledBy: desk.person.id },
    unschedule: off,
    unpublish: { approvedRevision: null, ...off, liveRevision: null, unpublishAt: null },
    kill: { approvedRevision: null, ...off, liveRevision: null, unpublishAt: null, killedAt: 'set' },
    reinstate: { approvedRevision: null, ...off, killedAt: null },
    archive: { approvedRevision: null, archivedAt: 'set' },
    restore: { archivedAt: null },
    trash: { approvedRevision: null, trashedAt: 'set' },
    untrash: { trashedAt: null },
  }
  const firstPublished = then.row.liveRevision === null ? before.row.firstPublished : 'set'
  const step = { state: leadsTo[attempted], version: before.row.version + 1, firstPublished }
  assert.deepEqual(then.row, { ...before.row, ...step, ...changes[attempted] }, title)
  assert.equal(then.revisions, before.revisions, `${title}: no content changed, so no revision`)
  assertAudited({ attempted, desk, before, then, title })
  assertShown({ attempted, desk, before, then, title })
}

const off = { publishAt: null, scheduledBy: null, scheduleError: null, scheduleAttempts: 0, scheduleRetryAt: null }

function assertAudited({ attempted, desk, before, then, title }: Outcome): void {
  assert.equal(then.entries, before.entries + 1, `${title}: one entry`)
  const { reason, ...entry } = then.lastEntry
  const isPublication = ['publish', 'correct', 'schedule'].includes(attempted)
  assert.deepEqual(
    entry,
    {
      action: `article.${attempted}`,
      actorId: desk.person.id,
      from: before.row.state,
      to: leadsTo[attempted],
      revision: isPublication ? before.row.approvedRevision : before.row.newestRevision,
    },
    title,
  )
  for (const question of transitions[attempted].asks as readonly string[])
    if (question === 'reason' || question === 'note') assert.match(reason ?? '', new RegExp(`A ${question}\\.`))
  if (attempted === 'schedule') assert.match(reason ?? '', /^At 20\S+Z\.$/)
}

/** What readers get, and what they are told about it. */
function assertShown({ attempted, before, then, title }: Outcome): void {
  const wasLive = before.row.liveRevision !== null
  const kinds: Partial<Record<TransitionName, string>> = {
    publish: wasLive ? 'update' : 'publish',
    publishNow: wasLive ? 'update' : 'publish',
    correct: 'correct',
    unpublish: 'unpublish',
    kill: 'kill',
  }
  const kind = kinds[attempted]
  if (!kind) {
    assert.deepEqual([then.publications, then.changes], [before.publications, before.changes], title)
    return
  }
  assert.deepEqual([then.changes, then.lastChange], [before.changes + 1, kind], title)
  const live = then.publications.filter(({ endedBy }) => endedBy === null)
  const ends = attempted === 'kill' || attempted === 'unpublish'
  const note = attempted === 'correct' ? 'A note.' : null
  assert.deepEqual(
    live.map(({ revision, kind, note }) => ({ revision, kind, note })),
    ends ? [] : [{ revision: then.row.liveRevision, kind, note }],
    title,
  )
  const last = then.publications.at(ends ? -1 : -2)
  if (attempted === 'kill') assert.deepEqual([last?.endedBy, last?.endNote], ['killed', 'A note.'], title)
  else if (ends || wasLive) assert.equal(last?.endedBy, attempted === 'unpublish' ? 'unpublished' : 'replaced', title)
  const withheld = then.publications.filter(publication => publication.withheld).length
  assert.equal(withheld, attempted === 'kill' ? then.publications.length : countWithheld(before), title)
}

const countWithheld = ({ publications }: Everything) => publications.filter(({ withheld }) => withheld).length

type Row = {
  state: string
  version: number
  newestRevision: number
  approvedRevision: number | null
  liveRevision: number | null
  firstPublished: 'set' | null
}
type Everything = {
  row: Row
  revisions: number
  entries: number
  lastEntry: Record<'action' | 'actorId' | 'from' | 'to' | 'reason', string | null> & { revision: number }
  publications: {
    revision: number
    kind: string
    note: string | null
    endedBy: string | null
    endNote: string | null
    withheld: boolean
  }[]
  changes: number
  lastChange: string | null
}

/** Every trace that a story can leave in the database, in one statement; of a moment only whether it is set. */
async function everythingOf(id: string, sql: Sql = sqlOfPrisma(newsroom.context.prisma)): Promise<Everything> {
  const isSet = ['publishAt', 'unpublishAt', 'firstPublished', 'killedAt', 'archivedAt', 'trashedAt']
    .map(name => `'${name}', case when "${name}" is not null then 'set' end`)
    .join(', ')
  const [row] = await sql<Everything>(
    `select to_jsonb(story) - 'updatedAt' || jsonb_build_object(${isSet}) as row,
            (select count(*)::int from "Revision" where "articleId" = $1) as revisions,
            (select count(*)::int from "AuditEntry") as entries,
            (select jsonb_build_object('action', action, 'actorId', "actorId", 'from', "from", 'to', "to",
                                       'revision', revision, 'reason', reason)
               from "AuditEntry" where subject = 'article:' || $1 order by sequence desc limit 1) as "lastEntry",
            (select coalesce(jsonb_agg(jsonb_build_object('revision', revision, 'kind', kind, 'note', note,
                      'endedBy', ended_by, 'endNote', end_note, 'withheld', withheld) order by valid_from), '[]')
               from delivery.publication where article = $1) as publications,
            (select count(*)::int from delivery.publication_tag where article = $1 and valid_to is null) as filed,
            (select count(*)::int from delivery.change) as changes,
            (select kind from delivery.change order by position desc limit 1) as "lastChange",
            (select jsonb_build_object('sequence', sequence, 'hash', hash, 'position', position) from ledger.head) as head,
            (select count(*)::int from "Notification" where article = $1) as notices,
            (select coalesce(jsonb_agg(jsonb_build_object('key', key, 'at', run_at)), '[]') from graphile_worker.jobs) as jobs
       from "Article" story where id = $1`,
    [id],
  )
  assert.ok(row)
  return row
}
