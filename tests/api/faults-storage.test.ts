import assert from 'node:assert/strict'
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { buildWhenChanged } from '../../commands/build-when-changed.ts'
import { addressOfRunningServer } from '../../database/embedded/address-of-server.ts'
import { assertNothingLost, contentThatIsThere, countVersions, lookAt } from '../assert-nothing-lost.ts'
import { emptyNotebook, signInAll, type Cookies } from '../crash-load.ts'
import { assertOnlyPublishedShown, startMixedLoad } from '../mixed-load.ts'
import { proofRounds } from '../proof-size.ts'
import { findFreePort } from '../running-newsroom.ts'
import { runStart, type RunningStart } from '../running-start.ts'
import { mountSmallDisk, type SmallDisk } from '../small-disk.ts'
import { until } from '../until.ts'

const rounds = proofRounds(1)
const AUDIT_KEY = 'an audit key for disks, long enough'
const megabytes = 320

let disk: SmallDisk | null
let DATA_DIR: string
let url: string
let start: RunningStart
let cookies: Cookies
let databaseUrl: string
before(async () => {
  await buildWhenChanged({ say: console.error, stop: new AbortController().signal })
  disk = await mountSmallDisk(megabytes)
  DATA_DIR = disk ? path.join(disk.folder, 'data') : await mkdtemp(path.join(tmpdir(), 'bouclage-storage-'))
  const PORT = String(await findFreePort())
  url = `http://localhost:${PORT}`
  start = runStart({ DATA_DIR, PORT, AUDIT_KEY })
  await start.ready
  databaseUrl = (await addressOfRunningServer(DATA_DIR)) ?? assert.fail('the database runs')
  cookies = await signInAll(url)
})
after(async () => {
  await disk?.free()
  start?.signal('SIGTERM')
  await start?.exited
  await (disk ? disk.remove() : rm(DATA_DIR, { recursive: true, force: true }))
})

async function notReady(): Promise<string[]> {
  const response = await fetch(`${url}/readyz`)
  const { notReady = {} } = (await response.json()) as { notReady?: Record<string, string> } // as server/health.ts answers
  return Object.keys(notReady)
}

type Uploaded = { status: number; code: string | undefined; id: string | undefined }

async function upload(): Promise<Uploaded> {
  const picture = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#336' } })
    .png()
    .toBuffer()
  const query = `mutation ($file: Upload!) {
    createImage(data: { file: { upload: $file }, altText: "Une montagne", creditLine: "Bouclage" }) { id }
  }`
  const form = new FormData()
  form.set('operations', JSON.stringify({ query, variables: { file: null } }))
  form.set('map', JSON.stringify({ file: ['variables.file'] }))
  form.set('file', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'montagne.png')
  const headers = { cookie: cookies.author, 'apollo-require-preflight': '1' }
  const response = await fetch(`${url}/api/graphql`, { method: 'POST', headers, body: form })
  const { data, errors } = (await response.json()) as {
    data?: { createImage: { id: string } | null } | null
    errors?: { extensions: { code: string } }[]
  }
  return { status: response.status, code: errors?.[0]?.extensions.code, id: data?.createImage?.id }
}

const countImages = () => lookAt(databaseUrl, async sql => (await sql(`select id from "Image"`)).length)
const publicPicture = () =>
  lookAt(databaseUrl, async sql => {
    const [row] = await sql<{ key: string }>(
      `select image.file_id as key from "Image" image join delivery.publication p on p.content::text like '%' || image.file_id || '%' limit 1`,
    )
    return row?.key
  })

test('while the pictures cannot be reached nothing pretends to be there, and text goes out as ever', async () => {
  const [images, away] = [path.join(DATA_DIR, 'images'), path.join(DATA_DIR, 'images.away')]
  const key = await publicPicture()
  const [before, notebook] = [await countImages(), emptyNotebook()]
  const shared = await lookAt(databaseUrl, contentThatIsThere)

  await rename(images, away)
  await writeFile(images, 'in the way')
  await until('readiness tells', async () => (await notReady()).includes('storage'))
  const refused = await upload()
  const picture = await fetch(`${url}/images/${key}/320.webp`)
  const load = startMixedLoad({ url, cookies, notebook, shared, shown: new Set() })
  await load.untilAnswered('text is worked on', 10)
  await load.stop()
  const stored = await countImages()
  await rm(images)
  await rename(away, images)
  await until('it is ready', async () => (await notReady()).length === 0)

  assert.deepEqual([refused.code, refused.id], ['UNAVAILABLE', undefined])
  assert.deepEqual([picture.status, picture.headers.get('retry-after')], [503, '5'])
  assert.equal(stored, before)
  assert.equal((await fetch(`${url}/images/${key}/320.webp`)).status, 200)
  assert.ok((await upload()).id)
})

test('a disk that is full loses nothing, and once there is room again all goes on by itself', async t => {
  if (!disk) return t.diagnostic('this user may mount no disk: a full one was not tried')
  const facts = await lookAt(databaseUrl, async sql => ({
    shared: await contentThatIsThere(sql),
    before: await countVersions(sql),
  }))
  const [notebook, shown] = [emptyNotebook(), new Set<string>()]
  const images = await countImages()
  let uploads = 0

  for (let round = 0; round < rounds; round += 1) {
    const load = startMixedLoad({ url, cookies, notebook, shared: facts.shared, shown })
    await load.untilSent(30)

    await disk.fill()
    await until('readiness tells', async () => (await notReady()).includes('storage'))
    const [refused, alive] = [await upload(), await fetch(`${url}/healthz`)]
    const doubted = notebook.inDoubt.length
    await lookAt(databaseUrl, sql => sql(`select pg_switch_wal()`)).catch(() => {})
    await Promise.race([
      until('somebody could not save', async () => notebook.inDoubt.length > doubted + 5),
      load.failed,
    ])
    await disk.free()
    await load.untilAnswered('work goes on', 10)
    await until('it is ready', async () => (await notReady()).length === 0)
    await load.stop()

    assert.deepEqual([refused.code, refused.id, alive.status], ['UNAVAILABLE', undefined, 200])
    uploads += (await upload()).id ? 1 : 0
    await lookAt(databaseUrl, async sql => {
      await assertOnlyPublishedShown(sql, shown)
      await assertNothingLost(sql, { ...facts, notebooks: [notebook], auditKey: AUDIT_KEY })
    })
  }

  t.diagnostic(
    `the disk was full ${rounds} times; ${notebook.acknowledged.length} acts acknowledged, ${notebook.inDoubt.length} refused or never answered`,
  )
  assert.equal(uploads, rounds)
  assert.equal(await countImages(), images + rounds)
  assert.deepEqual(await readdir(path.join(DATA_DIR, 'images', '.incoming')), [])
})
