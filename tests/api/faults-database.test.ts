import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { applyMigrations } from '../../database/apply-migrations.ts'
import { assertNothingLost, contentThatIsThere, countVersions, lookAt } from '../assert-nothing-lost.ts'
import { emptyNotebook, signInAll, type Cookies } from '../crash-load.ts'
import { assertOnlyPublishedShown, startMixedLoad, type MixedLoad } from '../mixed-load.ts'
import { startOwnPostgres, type OwnPostgres } from '../own-postgres.ts'
import { proofRounds } from '../proof-size.ts'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { tellWhenFailed } from '../tell-when-failed.ts'
import { until } from '../until.ts'

const rounds = proofRounds(1)
/** How long the database is away: enough for every way of waiting to come to its end. */
const awayMs = rounds > 1 ? 60_000 : 4_000
/** Nobody may wait longer for any answer: a statement, and its transaction's end, each as long as `openPool` allows. */
const patienceMs = 30_000
const AUDIT_KEY = 'an audit key for outages, long enough'

let postgres: OwnPostgres
let newsroom: RunningNewsroom
let cookies: Cookies
let facts: { shared: Record<string, unknown>; before: number }
const notebook = emptyNotebook()
const shown = new Set<string>()
before(async () => {
  postgres = await startOwnPostgres()
  await applyMigrations(postgres.url, { log: () => {} })
  const database = { url: postgres.url, drop: () => postgres.remove() }
  newsroom = await startNewsroom({ AUDIT_KEY }, { database })
  cookies = await signInAll(newsroom.url)
  facts = await lookAt(postgres.url, async sql => ({
    shared: await contentThatIsThere(sql),
    before: await countVersions(sql),
  }))
})
after(async () => {
  await postgres?.thaw()
  await (newsroom ? newsroom.stop() : postgres?.remove())
})

const load = (): MixedLoad => ({ url: newsroom.url, cookies, notebook, shared: facts.shared, shown })

const ask = (path: string, init?: RequestInit) =>
  fetch(newsroom.url + path, { ...init, signal: AbortSignal.timeout(patienceMs) })

/** Whoever asks now: a reader for what is in nobody's memory, and an editor. */
const askAsReader = () => ask(`/graphql?query=${encodeURIComponent('{ tags { nodes { slug } } }')}&at=${Math.random()}`)
const askAsEditor = () =>
  ask('/api/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: cookies.editor },
    body: JSON.stringify({ query: '{ articlesCount }' }),
  })

async function outcomeOf(answer: Promise<Response>) {
  const response = await answer
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] }
  return [response.status, response.headers.get('retry-after'), errors?.[0]?.extensions.code]
}

const turnedAway = [503, '5', 'UNAVAILABLE']

async function readiness() {
  const response = await ask('/readyz')
  const { notReady = {} } = (await response.json()) as { notReady?: Record<string, string> }
  return { status: response.status, parts: Object.keys(notReady) }
}

/** The same outage, whichever it is: what people are told meanwhile, and what is there afterwards. */
async function goThrough({ begin, end }: { begin: () => Promise<void>; end: () => Promise<void> }) {
  const running = startMixedLoad(load())
  await running.untilSent(30)

  await begin()
  await until('readiness tells', async () => (await readiness()).parts.includes('database'))
  const told = await Promise.all([outcomeOf(askAsReader()), outcomeOf(askAsEditor())])
  const alive = (await ask('/healthz')).status
  await pause(awayMs)
  const stillTold = await Promise.all([outcomeOf(askAsReader()), outcomeOf(askAsEditor())])
  await end()
  await running.untilAnswered('work goes on', 10)
  await until('it is ready', async () => (await readiness()).status === 200)
  await running.stop()

  assert.deepEqual([...told, ...stillTold], [turnedAway, turnedAway, turnedAway, turnedAway])
  assert.equal(alive, 200)
  assert.ok(running.slowest() < patienceMs, `somebody waited for ${Math.round(running.slowest())} ms`)
  return lookAt(postgres.url, async sql => {
    await assertOnlyPublishedShown(sql, shown)
    const done = await assertNothingLost(sql, { ...facts, notebooks: [notebook], auditKey: AUDIT_KEY })
    return `nobody waited longer than ${(running.slowest() / 1000).toFixed(1)} s; of ${notebook.inDoubt.length} acts in doubt ${done} were done`
  })
}

test(
  'a database that is gone for a while costs nothing but that while',
  tellWhenFailed(
    () => newsroom.printed(),
    async t => {
      for (let round = 0; round < rounds; round += 1)
        t.diagnostic(`gone: ${await goThrough({ begin: () => postgres.stopAtOnce(), end: () => postgres.start() })}`)
    },
  ),
)

test(
  'a database that hangs keeps nobody waiting for long, and nothing of what hung is half done',
  tellWhenFailed(
    () => newsroom.printed(),
    async t => {
      for (let round = 0; round < rounds; round += 1)
        t.diagnostic(`hung: ${await goThrough({ begin: () => postgres.freeze(), end: () => postgres.thaw() })}`)
    },
  ),
)
