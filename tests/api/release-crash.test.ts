import assert from 'node:assert/strict'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { hashOfEntry, type AuditAction } from '../../workflow/record-audit.ts'
import { buildRelease, letGo, type ReleaseRow } from '../build-releases.ts'
import { openTestNewsroom, type TestNewsroom } from '../newsroom.ts'

const rounds = 15
const storiesInRelease = 3

let newsroom: TestNewsroom
let reader: pg.Client
before(async () => {
  newsroom = await openTestNewsroom()
  reader = new pg.Client({ connectionString: newsroom.databaseUrl })
  await reader.connect()
})
after(async () => {
  await reader.end()
  await newsroom.close()
})

type Prepared = { release: ReleaseRow; articles: string[] }

async function prepare(number: number): Promise<Prepared> {
  const stories = []
  while (stories.length < storiesInRelease) stories.push(await newsroom.stories.approved())
  const release = await buildRelease(newsroom, stories, `La ${number}e`)
  return { release, articles: stories.map(({ id }) => id) }
}

async function startPublisher(): Promise<ChildProcess> {
  const { databaseUrl, dataDir } = newsroom
  const child = fork(
    path.join(import.meta.dirname, '../releasing-process.ts'),
    [databaseUrl, dataDir, newsroom.newsroom.auditKey()],
    { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  )
  assert.deepEqual((await once(child, 'message'))[0], 'ready')
  return child
}

/** How many of the stories readers have, in one look. */
async function seenByReaders(articles: string[]): Promise<number> {
  const { rows } = await reader.query<{ live: number }>(
    `select count(*)::int as live from delivery.publication where article = any($1) and valid_to is null`,
    [articles],
  )
  return rows[0]?.live ?? 0
}

type Outcome = { wasAnswered: boolean; seen: Set<number>; live: number }

/** Sends the release, kills the process after so many milliseconds, and looks as a reader all the while. */
async function killInTheMiddle(child: ChildProcess, { release, articles }: Prepared, ms: number): Promise<Outcome> {
  let wasAnswered = false
  let hasEnded = false
  const seen = new Set<number>()
  child.on('message', answer => (wasAnswered ||= answer === 'released'))
  const ended = once(child, 'exit').then(() => (hasEnded = true))
  const begun = once(child, 'message')
  child.send({ id: release.id, version: release.version })
  await begun

  setTimeout(() => child.kill('SIGKILL'), ms)
  while (!hasEnded) seen.add(await seenByReaders(articles))
  await ended
  await untilServerNoticed()
  const live = await seenByReaders(articles)
  return { wasAnswered, seen: seen.add(live), live }
}

/** The server rolls back what a killed process had open when it finds the connection broken. */
async function untilServerNoticed(): Promise<void> {
  const own = newsroom.databaseUrl.split('/').at(-1)
  for (;;) {
    const { rows } = await reader.query(
      `select 1 from pg_stat_activity where datname = $1 and xact_start is not null and pid <> pg_backend_pid()`,
      [own],
    )
    if (rows.length === 0) return
  }
}

test(`killed ${rounds} times in the middle of a release, readers have all of its stories or none`, async t => {
  const took = await timeOf(await startPublisher(), await prepare(0))
  let [child, prepared] = await Promise.all([startPublisher(), prepare(1)])
  const outcomes: Outcome[] = []

  for (let round = 1; round <= rounds; round += 1) {
    // From at once to long after the answer; between them at random points.
    const ms = ((round - 1 + Math.random() * Number(round > 1)) / rounds) * took * 2
    const outcome = await killInTheMiddle(child, prepared, ms)
    outcomes.push(outcome)
    const next = outcome.live > 0 ? prepare(round + 1) : prepared
    ;[child, prepared] = await Promise.all([startPublisher(), next])
  }
  child.kill('SIGKILL')

  const cut = outcomes.filter(({ live }) => live === 0).length
  t.diagnostic(`${cut} releases were cut off, ${rounds - cut} were out; one took ${Math.round(took)} ms`)
  assert.ok(cut > 0, 'a process was killed before its release was out')
  for (const { wasAnswered, seen, live } of outcomes) {
    assert.ok(
      [...seen].every(count => count === 0 || count === storiesInRelease),
      `seen: ${[...seen].join(', ')}`,
    )
    if (wasAnswered) assert.equal(live, storiesInRelease)
  }
  await assertWhole()
  const last = await letGo(newsroom.desks.publisher, prepared.release)
  assert.equal(last.refusal, null)
  assert.equal(await seenByReaders(prepared.articles), storiesInRelease)
})

async function timeOf(child: ChildProcess, { release }: Prepared): Promise<number> {
  const began = performance.now()
  child.send({ id: release.id, version: release.version })
  assert.equal((await once(child, 'message'))[0], 'begun')
  assert.equal((await once(child, 'message'))[0], 'released')
  child.kill('SIGKILL')
  return performance.now() - began
}

/** What is out is out in every respect, what is not in none; and the audit chain has no gap. */
async function assertWhole(): Promise<void> {
  const { prisma } = newsroom.context
  const releases = await prisma.release.findMany({ include: { articles: true } })
  for (const { id, name, state, articles } of releases) {
    const isOut = state === 'released'
    const entries = await prisma.auditEntry.count({
      where: { OR: [{ subject: `release:${id}`, to: 'released' }, { reason: `Release “${name}”` }] },
    })
    assert.deepEqual(
      [articles.filter(({ liveRevision }) => liveRevision !== null).length, entries],
      isOut ? [storiesInRelease, storiesInRelease + 1] : [0, 0],
    )
  }
  let previousHash = ''
  const chain = await prisma.auditEntry.findMany({ orderBy: { sequence: 'asc' } })
  for (const [index, { id: _, hash, at, action, ...entry }] of chain.entries()) {
    const facts = { ...entry, action: action as AuditAction, at: at.toISOString() } // it was written as one
    assert.deepEqual([entry.sequence, entry.previousHash], [index + 1, previousHash])
    assert.equal(hash, hashOfEntry(facts, newsroom.newsroom.auditKey()))
    previousHash = hash
  }
}
