import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { sqlOfPrisma, type Sql } from '../../database/sql.ts'
import { startWorker, type Worker } from '../../jobs/start-worker.ts'
import { createLog } from '../../server/log.ts'
import { buildRelease, schedule } from '../build-releases.ts'
import { move, openTestNewsroom, type Story, type TestNewsroom } from '../newsroom.ts'
import { openDesks, type Desk } from '../open-desks.ts'
import { until } from '../until.ts'

const project = path.resolve(import.meta.dirname, '../..')
const never = 2 ** 31 - 1

let newsroom: TestNewsroom
let sql: Sql
before(async () => {
  newsroom = await openTestNewsroom()
  sql = sqlOfPrisma(newsroom.context.prisma)
})
after(() => newsroom.close())

const running: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map(end => end()))
})

function startHere({ sweepEveryMs }: { sweepEveryMs?: number } = {}): Worker {
  const worker = startWorker(
    { ...newsroom, log: createLog({ level: 'silent' }) },
    { url: newsroom.databaseUrl, sweepEveryMs },
  )
  running.push(() => worker.stop())
  return worker
}

/** `npm run worker`, as a process of its own. */
async function startProcess(): Promise<ChildProcess> {
  const env = {
    ...process.env,
    DATABASE_URL: newsroom.databaseUrl,
    DATA_DIR: newsroom.dataDir,
    SESSION_SECRET: 'a session secret of more than thirty-two characters',
    AUDIT_KEY: newsroom.newsroom.auditKey(),
    LOG_LEVEL: 'warn',
  }
  const args = ['--import', 'tsx', 'commands/worker.ts']
  const child = spawn(process.execPath, args, { cwd: project, env, stdio: ['ignore', 'pipe', 'inherit'] })
  running.push(async () => child.exitCode ?? child.signalCode ?? (child.kill('SIGKILL') && once(child, 'exit')))
  const ended = once(child, 'exit').then(([code]) => assert.fail(`the worker ended with ${code} before it ran`))
  const [line] = await Promise.race([once(child.stdout, 'data'), ended])
  ended.catch(() => {})
  assert.match(String(line), /The worker runs\./)
  return child
}

/** A story whose time lies an hour ahead, with its job in the queue. */
async function scheduled(): Promise<Story> {
  const approved = await newsroom.stories.approved()
  const { refusal } = await newsroom.desks.publisher.ask(...move('schedule', approved))
  assert.equal(refusal, null)
  return { ...approved, version: approved.version + 1 }
}

/** As if that hour and a minute had passed, for the story and for its job. */
async function letTimePass({ id }: Story): Promise<void> {
  await sql(
    `with job as (update graphile_worker._private_jobs set run_at = now() where key = $2)
     update "Article" set "publishAt" = now() - interval '1 minute', version = version + 1
      where id = $1 and "publishAt" is not null`,
    [id, keyOf(id)],
  )
}

async function loseJob({ id }: Story): Promise<void> {
  await sql(`select id from graphile_worker.remove_job($1)`, [keyOf(id)])
}

const keyOf = (articleId: string) => `schedule:publish:${articleId}`

/** A story whose time came while nobody worked; the queue has lost its job. */
async function overdue(): Promise<Story> {
  const story = await scheduled()
  await loseJob(story)
  await letTimePass(story)
  return story
}

const publicationsOf = (story: Story) => sql(`select 1 from delivery.publication where article = $1`, [story.id])
const untilLive = (story: Story) => until('the story goes live', async () => (await publicationsOf(story)).length > 0)
const reasonsOf = async (story: Story) => {
  const where = { subject: `article:${story.id}`, action: 'article.publish' }
  return (await newsroom.context.prisma.auditEntry.findMany({ where })).map(({ reason }) => reason)
}
const jobsOf = ({ id }: Story) =>
  sql(
    `select run_at = (select "publishAt" from "Article" where id = $1) as "runsAtItsTime"
       from graphile_worker.jobs where key = $2`,
    [id, keyOf(id)],
  )

/** Holds the row that every recording transaction locks last: whoever publishes stops just before the commit. */
async function holdLedger() {
  const { desks, close } = await openDesks(newsroom.databaseUrl, 2)
  const [holder, observer] = desks as [Desk, Desk] // as many as asked for
  await holder.sql('begin')
  await holder.sql('select from ledger.head for update')
  return {
    untilSomebodyWaits: () =>
      until('a publication is under way', async () => {
        const [blocked] = await observer.sql(
          `select 1 from pg_stat_activity where datname = current_database() and $1 = any(pg_blocking_pids(pid))`,
          [holder.pid],
        )
        return blocked
      }),
    async letGo() {
      await holder.sql('rollback')
      await close()
    },
  }
}

test('the queue alone puts a story out at its time', async () => {
  startHere({ sweepEveryMs: never })
  const story = await scheduled()
  const before = await jobsOf(story)

  await letTimePass(story)
  await untilLive(story)

  await until('the job is done', async () => (await jobsOf(story)).length === 0)
  assert.deepEqual(before, [{ runsAtItsTime: true }])
  assert.equal((await reasonsOf(story)).length, 1)
})

test('the sweep alone puts it out too, when the queue has lost the job', async () => {
  startHere({ sweepEveryMs: 50 })
  const story = await scheduled()
  await loseJob(story)

  await letTimePass(story)
  await untilLive(story)

  assert.equal((await reasonsOf(story)).length, 1)
})

test('with four workers, queues and sweeps at once, each story goes out once', async () => {
  for (let count = 0; count < 4; count += 1) startHere({ sweepEveryMs: 10 })
  const stories = await Promise.all(Array.from({ length: 6 }, () => scheduled()))

  await Promise.all(stories.map(letTimePass))
  for (const story of stories) await untilLive(story)
  for (const story of stories) await until('its job is done', async () => (await jobsOf(story)).length === 0)

  for (const story of stories) {
    assert.equal((await publicationsOf(story)).length, 1)
    assert.equal((await reasonsOf(story)).length, 1)
  }
})

test('a schedule that was taken back leaves a job that does nothing', async () => {
  startHere({ sweepEveryMs: never })
  const story = await scheduled()
  await newsroom.desks.publisher.ask(...move('unschedule', story))

  await letTimePass(story)
  await until('the job is done', async () => (await jobsOf(story)).length === 0)

  assert.deepEqual(await publicationsOf(story), [])
})

test('a release goes at its time, with all its stories', async () => {
  startHere({ sweepEveryMs: 50 })
  const stories = [await newsroom.stories.approved(), await newsroom.stories.approved()]
  const release = await buildRelease(newsroom, stories)
  const { refusal } = await schedule(newsroom.desks.publisher, release, new Date(Date.now() + 3_600_000).toISOString())

  await sql(`update "Release" set "releaseAt" = now() where id = $1`, [release.id])
  for (const story of stories) await untilLive(story)

  assert.equal(refusal, null)
})

test('a worker killed in the middle leaves nothing half done, and the next one puts the story out, late and once', async () => {
  const story = await overdue()
  const ledger = await holdLedger()
  const first = await startProcess()
  await ledger.untilSomebodyWaits()

  first.kill('SIGKILL')
  await once(first, 'exit')
  await ledger.letGo()
  const between = await publicationsOf(story)
  await startProcess()
  await untilLive(story)

  assert.deepEqual(between, [])
  assert.equal((await publicationsOf(story)).length, 1)
  assert.match(String(await reasonsOf(story)), /^Due at \S+Z, \d+ s late; scheduled by Publisher\.$/)
})

test('a worker that is asked to stop finishes what it has begun', async () => {
  const story = await overdue()
  const ledger = await holdLedger()
  const worker = await startProcess()
  await ledger.untilSomebodyWaits()

  worker.kill('SIGTERM')
  await ledger.letGo()
  const [code] = await once(worker, 'exit')

  assert.equal(code, 0)
  assert.equal((await publicationsOf(story)).length, 1)
})
