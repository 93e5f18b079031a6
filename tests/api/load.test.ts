import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { contentThatIsThere, lookAt } from '../assert-nothing-lost.ts'
import { assertChainWhole, assertStoriesWhole } from '../assert-whole.ts'
import { emptyNotebook, signInAll, type Cookies } from '../crash-load.ts'
import { measurable, measureNewsroom, type Measure } from '../measure-newsroom.ts'
import { assertOnlyPublishedShown, startMixedLoad } from '../mixed-load.ts'
import { proofMinutes } from '../proof-size.ts'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { steadyGrowth } from '../steady-growth.ts'
import { until } from '../until.ts'

const AUDIT_KEY = 'an audit key for load, long enough'
/** The first third warms up: caches fill, and code is compiled. The others are compared. */
const windows = 12
const warm = windows / 3
const windowMs = (proofMinutes(0.5) * 60_000) / windows

let newsroom: RunningNewsroom
let cookies: Cookies
before(async () => {
  // A memory that is full after seconds, so that what grows later is something else.
  newsroom = await startNewsroom({ AUDIT_KEY, DELIVERY_CACHE_MB: '2' }, { node: measurable })
  cookies = await signInAll(newsroom.url)
})
after(() => newsroom?.stop())

const ask = (query: string) => get(`/graphql?query=${encodeURIComponent(query)}`)
const newQuery = () => `{ a${randomInt(1e9)}: articles { nodes { slug } } }`
/** Few enough for the memory of refused queries, of which each takes some 30 KB: its ups and downs are no growth. */
const wrongQuery = (number: number) => `{ nothing${number % 100} }`

/** Fills every memory that has a bound: how full they are is not what is measured. */
async function fillMemories(): Promise<void> {
  const asks = Array.from({ length: 1_500 }, (_, number) => (number % 10 ? newQuery() : wrongQuery(number / 10)))
  const take = async () => {
    for (let next = asks.pop(); next !== undefined; next = asks.pop()) await ask(next)
  }
  await Promise.all(Array.from({ length: 10 }, take))
}

const json = { 'content-type': 'application/json' }

/** The odds and ends of a day, beside writing and reading; each gives the status that it should. */
const errands: (() => Promise<[status: number, wanted: number]>)[] = [
  async () => [(await get(`/feeds/rss.xml?first=${randomInt(1, 50)}`)).status, 200],
  async () => [(await get(`/sitemap.xml`)).status, 200],
  async () => [(await ask(`{ search(query: "mardi ${randomInt(1e9)}") { edges { excerpt } } }`)).status, 200],
  async () => [(await ask(wrongQuery(randomInt(100)))).status, 400],
  async () => [(await ask(newQuery())).status, 200],
  async () => [(await get(`/images/${'0'.repeat(32)}/320.webp`)).status, 404],
  async () => [(await get('/signin')).status, 200],
  async () => [(await get('/metrics')).status, 200],
  async () => [(await get('/api/graphql', { method: 'POST', headers: json, body: '{}' })).status, 401],
  async () => [await hearEvents(), 200],
  async () => [(await upload()).status, 200],
]

async function get(path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(newsroom.url + path, init)
  await response.arrayBuffer()
  return response
}

/** Listens for what is published, and goes away in the middle of it. */
async function hearEvents(): Promise<number> {
  const leave = new AbortController()
  const { status } = await fetch(`${newsroom.url}/events`, { signal: leave.signal })
  leave.abort()
  return status
}

let picture: Promise<Buffer> | undefined
async function upload(): Promise<Response> {
  picture ??= sharp({ create: { width: 640, height: 400, channels: 3, background: '#633' } })
    .jpeg()
    .toBuffer()
  const query = `mutation ($file: Upload!) { createImage(data: { file: { upload: $file }, altText: "Un mur" }) { id } }`
  const body = new FormData()
  body.set('operations', JSON.stringify({ query, variables: { file: null } }))
  body.set('map', JSON.stringify({ file: ['variables.file'] }))
  body.set('file', new Blob([new Uint8Array(await picture)]), 'mur.jpg')
  return get('/api/graphql', {
    method: 'POST',
    headers: { cookie: cookies.author, 'apollo-require-preflight': '1' },
    body,
  })
}

async function runErrands(isOver: () => boolean): Promise<number> {
  let done = 0
  for (; !isOver(); done += 1) {
    const [status, wanted] = (await errands[done % errands.length]?.()) ?? []
    assert.equal(status, wanted, `errand ${done % errands.length}`)
    await pause(20)
  }
  return done
}

test('hours of editing and reading leave no memory, open file or connection behind', async t => {
  const shared = await lookAt(newsroom.databaseUrl, contentThatIsThere)
  const [notebook, shown] = [emptyNotebook(), new Set<string>()]
  const measures: Measure[] = []
  await fillMemories()
  let requests = 0

  for (let window = 0; window < windows; window += 1) {
    let isOver = false
    const load = startMixedLoad({ url: newsroom.url, cookies, notebook, shared, shown, colleagues: 3, readers: 2 })
    const others = runErrands(() => isOver)
    await Promise.race([pause(windowMs), load.failed, others])
    isOver = true
    await load.stop()
    requests += load.answered() + (await others)
    measures.push(await measureAtRest())
  }
  const compared = measures.slice(warm)
  const growth = (what: keyof Measure) => steadyGrowth(compared.map(measure => measure[what]))
  const [first, last] = [compared[0], compared.at(-1)]
  assert.ok(first && last)

  t.diagnostic(
    `${requests} requests in ${((windowMs * windows) / 60_000).toFixed(1)} minutes, ${notebook.acknowledged.length} of them acts of editors; ` +
      `heap ${measures.map(({ heapUsed }) => (heapUsed / 1e6).toFixed(1)).join(' ')} MB, growing by ${inMegabytes(growth('heapUsed'))}; memory in all ${inMegabytes(last.rss)}, by ${inMegabytes(growth('rss'))}; ` +
      `${last.files} open files and ${last.connections} connections, by ${growth('files')} and ${growth('connections')}`,
  )
  assert.ok(
    growth('heapUsed') < 6e6,
    `the heap grows: ${compared.map(({ heapUsed }) => inMegabytes(heapUsed)).join(', ')}`,
  )
  assert.ok(
    growth('external') < 6e6,
    `buffers grow: ${compared.map(({ external }) => inMegabytes(external)).join(', ')}`,
  )
  assert.ok(growth('rss') < 60e6, `memory grows: ${compared.map(({ rss }) => inMegabytes(rss)).join(', ')}`)
  assert.ok(growth('files') < 4, `open files grow: ${compared.map(({ files }) => files).join(', ')}`)
  assert.ok(growth('timers') < 4, `what is under way grows: ${compared.map(({ timers }) => timers).join(', ')}`)
  assert.ok(growth('connections') < 4, `connections grow: ${compared.map(({ connections }) => connections).join(', ')}`)
  await lookAt(newsroom.databaseUrl, async sql => {
    await assertChainWhole(sql, AUDIT_KEY)
    await assertStoriesWhole(sql)
    await assertOnlyPublishedShown(sql, shown)
  })
})

const inMegabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

/** Once nobody is served any more: whoever went away is gone for the server too. */
async function measureAtRest(): Promise<Measure> {
  await until('the streams have ended', async () =>
    /^bouclage_event_streams 0$/m.test(await (await fetch(`${newsroom.url}/metrics`)).text()),
  )
  return measureNewsroom(newsroom)
}
