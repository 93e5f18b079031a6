import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { startDeliveryProcess, type DeliveryProcess } from '../delivery-process.ts'
import { move, openTestNewsroom, save, type Answer, type Story, type TestNewsroom } from '../newsroom.ts'
import { startRelay, type Relay } from '../relay.ts'
import { until } from '../until.ts'

const project = path.resolve(import.meta.dirname, '../..')

let newsroom: TestNewsroom
let relay: Relay
let deliveries: DeliveryProcess[]
/** Reaches the database by the relay. */
let far: DeliveryProcess
let near: DeliveryProcess
let endWorker: () => Promise<void>
let coverage: string
before(async () => {
  newsroom = await openTestNewsroom()
  relay = await startRelay(newsroom.databaseUrl)
  coverage = await mkdtemp(path.join(tmpdir(), 'bouclage-coverage-'))
  const settings = { DATA_DIR: newsroom.dataDir }
  deliveries = await Promise.all([
    startDeliveryProcess({ ...settings, DATABASE_URL: relay.url, NODE_V8_COVERAGE: coverage }),
    startDeliveryProcess({ ...settings, DATABASE_URL: newsroom.databaseUrl }),
  ])
  ;[far, near] = deliveries as [DeliveryProcess, DeliveryProcess] // two were started
  endWorker = await startWorkerProcess()
})
after(async () => {
  await Promise.all([endWorker?.(), ...(deliveries ?? []).map(delivery => delivery.end('SIGKILL'))])
  await relay?.cut()
  await newsroom?.close()
  if (coverage) await rm(coverage, { recursive: true, force: true })
})

/** `npm run worker` on the newsroom's database. */
async function startWorkerProcess(): Promise<() => Promise<void>> {
  const env = {
    ...process.env,
    DATABASE_URL: newsroom.databaseUrl,
    DATA_DIR: newsroom.dataDir,
    SESSION_SECRET: 'a session secret of more than thirty-two characters',
    AUDIT_KEY: newsroom.newsroom.auditKey(),
    LOG_LEVEL: 'warn',
  }
  const worker = spawn(process.execPath, ['--import', 'tsx', 'commands/worker.ts'], {
    ...{ cwd: project, env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(worker, 'exit')
  await Promise.race([once(worker.stdout, 'data'), exited.then(() => assert.fail('the worker ended'))])
  return async () => {
    worker.kill('SIGTERM')
    await exited
  }
}

const headlineOf = async (delivery: DeliveryProcess, { slug }: Story) => {
  const { article } = await delivery.ask(`{ article(slug: "${slug}") { headline } }`)
  return (article as { headline: string } | null)?.headline // as asked for
}
const statusOf = async (delivery: DeliveryProcess, { slug }: Story) => {
  const { articleStatus } = await delivery.ask(`{ articleStatus(slug: "${slug}") { status } }`)
  return (articleStatus as { status: string } | null)?.status // as asked for
}
const newestOf = async (delivery: DeliveryProcess) => {
  const { articles } = await delivery.ask('{ articles(first: 1) { nodes { slug } } }')
  return (articles as { nodes: { slug: string }[] }).nodes[0]?.slug // as asked for
}
const untilBoth = (what: string, isSo: (delivery: DeliveryProcess) => Promise<boolean>) =>
  until(what, async () => (await Promise.all(deliveries.map(isSo))).every(Boolean))

async function done(answer: Promise<Answer>, field = 'story'): Promise<Story> {
  const { data, refusal } = await answer
  assert.equal(refusal, null)
  return data?.[field] as unknown as Story // the queries of tests/newsroom.ts ask for these fields
}

/** Breaking news: the new headline is approved and out at once. */
async function publishAnew(story: Story, headline: string): Promise<Story> {
  const { publisher } = newsroom.desks
  const saved = await done(publisher.ask(...save(story, { headline })), 'updateArticle')
  return done(publisher.ask(...move('publishNow', saved)))
}

test('what is published shows in both, and an answer in memory gives way to the new text', async () => {
  const story = await newsroom.stories.live({ headline: 'Première version' })
  await untilBoth('both show the story', async delivery => (await headlineOf(delivery, story)) === 'Première version')
  await untilBoth('both list it first', async delivery => (await newestOf(delivery)) === story.slug)

  await publishAnew(story, 'Deuxième version')

  await untilBoth(
    'both show the new text',
    async delivery => (await headlineOf(delivery, story)) === 'Deuxième version',
  )
})

test('a schedule that the worker keeps shows in both', async () => {
  const story = await newsroom.stories.approved({ headline: 'À l’heure dite' })
  const publishAt = new Date(Date.now() + 1_500).toISOString()
  const before = await Promise.all(deliveries.map(delivery => headlineOf(delivery, story)))

  await done(newsroom.desks.publisher.ask(...move('schedule', story, { publishAt })))

  assert.deepEqual(before, [undefined, undefined])
  await untilBoth('both show the story', async delivery => (await headlineOf(delivery, story)) === 'À l’heure dite')
})

test('what is withdrawn or killed is gone from both', async () => {
  const [withdrawn, killed] = [await newsroom.stories.live(), await newsroom.stories.live()]
  for (const story of [withdrawn, killed])
    await untilBoth('both show it', async delivery => (await headlineOf(delivery, story)) !== undefined)

  await done(newsroom.desks.publisher.ask(...move('unpublish', withdrawn)))
  await done(newsroom.desks.publisher.ask(...move('kill', killed)))

  await untilBoth('it is withdrawn', async delivery => (await statusOf(delivery, withdrawn)) === 'WITHDRAWN')
  await untilBoth('it is killed', async delivery => (await statusOf(delivery, killed)) === 'KILLED')
  for (const delivery of deliveries) {
    assert.equal(await headlineOf(delivery, withdrawn), undefined)
    assert.equal(await headlineOf(delivery, killed), undefined)
  }
})

test('a picture shows once a story with it is published, and only then', async () => {
  const picture = await newsroom.stories.image()
  const image = { connect: { id: picture } }
  const { file_id: key } = await newsroom.context.prisma.image.findUniqueOrThrow({ where: { id: picture } })
  const before = await near.statusOf(`/images/${key}/8.webp`)

  await newsroom.stories.live({ image })
  const published = await near.statusOf(`/images/${key}/8.webp`)
  const original = await near.statusOf(`/images/${key}/original`)

  assert.deepEqual([before, published, original], [404, 200, 404])
})

test('one that is killed leaves the other serving, and comes back with today’s text', async () => {
  const story = await newsroom.stories.live({ headline: 'Avant la panne' })
  await untilBoth('both show it', async delivery => (await headlineOf(delivery, story)) === 'Avant la panne')

  await near.end('SIGKILL')
  await publishAnew(story, 'Pendant la panne')
  await until('the other shows it', async () => (await headlineOf(far, story)) === 'Pendant la panne')
  near = await startDeliveryProcess({ DATA_DIR: newsroom.dataDir, DATABASE_URL: newsroom.databaseUrl })
  deliveries = [far, near]

  assert.equal(await headlineOf(near, story), 'Pendant la panne')
})

test('one that loses its database says so, shows nothing that may be old, and comes back by itself', async () => {
  const story = await newsroom.stories.live({ headline: 'Avant la coupure' })
  await untilBoth('both show it', async delivery => (await headlineOf(delivery, story)) === 'Avant la coupure')

  await relay.cut()
  const lost = await until('it is not ready', async () => {
    const { status, notReady } = await far.ready()
    return status === 503 && notReady['database'] && notReady['changes']
  })
  await publishAnew(story, 'Après la coupure')
  const said = await far.ask(`{ article(slug: "${story.slug}") { headline } }`).catch((error: Error) => error.message)
  const other = await near.ready()
  await relay.mend()
  await until('it is ready again', async () => (await far.ready()).status === 200)

  assert.match(String(lost), /^Nothing was heard of changes/)
  assert.match(String(said), /^The database did not answer in time/)
  assert.equal(other.status, 200)
  assert.equal(await headlineOf(far, story), 'Après la coupure')
})

test('it tells its figures, drains when asked to, and has no Keystone, Next, Prisma or React in it', async () => {
  const figures = await (await fetch(`${far.url}/metrics`)).text()

  const code = await far.end('SIGTERM')
  const modules = await modulesIn(coverage)

  assert.match(figures, /^bouclage_cache_hearing 1$/m)
  assert.doesNotMatch(figures, /bouclage_schedules/)
  assert.equal(code, 0)
  assert.ok(modules.includes('fastify') && modules.includes('pg'), 'the list of modules is one')
  const foreign = modules.filter(name => /keystone|next|prisma|react|apollo|express|graphile-worker/.test(name))
  assert.deepEqual(foreign, [])
})

/** The packages whose scripts a process had loaded, by the coverage that Node writes when it ends. */
async function modulesIn(folder: string): Promise<string[]> {
  const names = new Set<string>()
  for (const file of await readdir(folder)) {
    // Node's own format.
    const { result } = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as { result: { url: string }[] }
    for (const { url } of result) {
      const [, name] = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? []
      if (name) names.add(name)
      if (url.includes('/generated/')) names.add('generated/prisma')
    }
  }
  return [...names]
}
