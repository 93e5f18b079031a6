import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { makeBackup } from '../../backup/make-backup.ts'
import { restoreBackup } from '../../backup/restore-backup.ts'
import { NewsroomError } from '../../errors.ts'
import { openStorage } from '../../images/open-storage.ts'
import { originalKey } from '../../images/picture-storage.ts'
import { s3Storage } from '../../images/s3-storage.ts'
import { signInAll } from '../crash-load.ts'
import { startDeliveryProcess } from '../delivery-process.ts'
import { emptyDatabase } from '../fresh-database.ts'
import { findFreePort, startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { sendPicture } from '../send-upload.ts'
import { startBucket, type StartedBucket } from '../start-bucket.ts'

let started: StartedBucket
let newsroom: RunningNewsroom
before(async () => {
  started = await startBucket({ prefix: 'newsroom/pictures' })
  newsroom = await startNewsroom(ofNewsroom())
})
after(async () => {
  await newsroom?.stop()
  await started?.stop()
})

const storage = () => s3Storage(started.bucket)
/** Where the newsroom keeps its pictures, in the same bucket. */
const ofNewsroom = () => ({ ...started.variables, S3_PREFIX: 'kept' })
const kept = () => s3Storage({ ...started.bucket, prefix: 'kept/' })
const isUnavailable = (error: unknown) => error instanceof NewsroomError && error.code === 'UNAVAILABLE'

async function keysOf({ list }: ReturnType<typeof storage>): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of list()) keys.push(key)
  return keys.sort()
}

const pictureOf = (width: number) =>
  sharp({ create: { width, height: 600, channels: 3, background: '#336' } })
    .jpeg()
    .toBuffer()
const addPicture = async (name: string, bytes: Buffer) => {
  const { author: cookie } = await signInAll(newsroom.url)
  return { cookie, ...(await sendPicture({ port: Number(new URL(newsroom.url).port), cookie }, { name, bytes })) }
}

test('what is put can be read again, a second time replaces it, and it is gone once deleted', async () => {
  const bytes = Buffer.from([0, 255, 13, 10, 0])
  await storage().put('picture/original', Buffer.from('first, and longer'), 'image/jpeg')
  await storage().put('picture/original', bytes, 'image/jpeg')

  const read = await storage().read('picture/original')
  await storage().delete('picture/original')
  await storage().delete('picture/original')

  assert.deepEqual(read, bytes)
  assert.equal(await storage().read('picture/original'), null)
})

test('all that is kept is listed, page after page, and nothing that lies beside it', async () => {
  const beside = s3Storage({ ...started.bucket, prefix: 'newsroom/pictures-of-others/' })
  await beside.put('b/original', Buffer.from('theirs'), 'image/jpeg')
  const keys = Array.from({ length: 1_003 }, (_, number) => `a${String(number).padStart(4, '0')}/original`)
  const began = Date.now() - 2_000
  for (const some of slicesOf(keys, 50))
    await Promise.all(some.map(key => storage().put(key, Buffer.from('x'), 'image/jpeg')))
  await storage().check()

  const listed = await keysOf(storage())
  const times: number[] = []
  for await (const { storedAt } of storage().list()) times.push(storedAt.getTime())

  assert.deepEqual(listed, keys)
  assert.ok(times.every(time => time > began))
  assert.equal(await storage().removeUnfinished(new Date()), 0)
  for (const some of slicesOf(keys, 50)) await Promise.all(some.map(key => storage().delete(key)))
})

test('a key that leads out of the prefix is refused, whatever is done with it', async () => {
  for (const key of ['../secret', 'a/../../secret', '/etc/passwd', 'a//b', '', '.', '.ready', 'a\\b', 'a\0b']) {
    const refused = (error: unknown) => error instanceof NewsroomError && error.code === 'INTERNAL'
    await assert.rejects(async () => storage().read(key), refused, key)
    await assert.rejects(async () => storage().put(key, Buffer.from('x'), 'image/jpeg'), refused, key)
    await assert.rejects(async () => storage().delete(key), refused, key)
  }
})

test('a bucket that is not there, a wrong key and a service that is gone are outages, and name no secret', async () => {
  const secret = 'hush-hush-hush'
  const broken = {
    'no bucket': { ...started.bucket, name: 'elsewhere' },
    'a wrong key': { ...started.bucket, keys: { id: 'SOMEBODY', secret } },
    'no service': { ...started.bucket, endpoint: `http://127.0.0.1:${await findFreePort()}` },
  }

  for (const [name, bucket] of Object.entries(broken)) {
    const out = s3Storage(bucket)
    const acts = [
      () => out.check(),
      () => out.read('a/original'),
      () => out.put('a/original', Buffer.from('x'), 'image/jpeg'),
      () => out.delete('a/original'),
      () => keysOf(out),
    ]
    for (const act of acts)
      await assert.rejects(act, (error: Error) => isUnavailable(error) && !error.message.includes(secret), name)
  }
})

test('a service that takes a request and never answers is an outage, too', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo // of a TCP server that listens
  const patience = { connectionTimeout: 300, requestTimeout: 300 }
  const mute = s3Storage({ ...started.bucket, endpoint: `http://127.0.0.1:${port}` }, patience)

  await assert.rejects(mute.read('a/original'), isUnavailable)

  silent.closeAllConnections()
  silent.close()
})

test('a newsroom keeps its pictures in the bucket: upload, renditions and readers of another process', async () => {
  const delivery = await startDeliveryProcess({ DATABASE_URL: newsroom.databaseUrl, ...ofNewsroom() })

  const { cookie, ...added } = await addPicture('a.jpg', await pictureOf(900))
  const own = await fetch(`${newsroom.url}/images/${added.key}/640.webp`, { headers: { cookie } })
  const strange = await fetch(`${delivery.url}/images/${added.key}/640.webp`)
  const shown = await fetch(`${delivery.url}/graphql?query={articles{nodes{image{url(width:640)}}}}`)
  const { data } = (await shown.json()) as { data: { articles: { nodes: { image: { url: string } }[] } } }
  const address = new URL(data.articles.nodes[0]?.image.url ?? '', delivery.url).pathname
  const published = await fetch(delivery.url + address)

  const keys = await keysOf(kept())
  assert.deepEqual([own.status, strange.status, published.status], [200, 404, 200])
  assert.equal(own.headers.get('content-type'), 'image/webp')
  assert.ok(keys.includes(`${added.key}/original`))
  assert.ok(keys.some(key => key.startsWith(`${added.key}/renditions-`)))
  assert.ok(!existsSync(path.join(newsroom.dataDir, 'images')))
  assert.equal((await fetch(`${newsroom.url}/readyz`)).status, 200)
  await delivery.end('SIGTERM')
})

test('a newsroom with a bucket is backed up, and restored into another one', async () => {
  const added = await addPicture('b.jpg', await pictureOf(700))
  const folder = await mkdtemp(path.join(tmpdir(), 'bouclage-test-'))
  const machine = await emptyDatabase()
  const elsewhere = s3Storage({ ...started.bucket, prefix: 'restored/' })

  const backup = await makeBackup({
    databaseUrl: newsroom.databaseUrl,
    ...{ storage: kept(), into: folder, now: new Date() },
  })
  await restoreBackup({ folder: backup.folder, databaseUrl: machine.url, storage: elsewhere, log: () => {} })

  const saved = backup.manifest.pictures.map(({ key }) => originalKey(key)).sort()
  assert.ok(saved.includes(originalKey(String(added.key))) && saved.length > 1)
  assert.deepEqual(backup.manifest.lostPictures, [])
  assert.deepEqual(await keysOf(elsewhere), saved)
  for (const key of saved) assert.deepEqual(await elsewhere.read(key), await kept().read(key))
  await machine.drop()
  await rm(folder, { recursive: true, force: true })
})

test('without a bucket, pictures lie in a folder of DATA_DIR', async () => {
  const dataDir = path.join(process.cwd(), 'nowhere')

  await assert.rejects(openStorage({ dataDir: '/dev/null' }).check(), /folder exists/)
  assert.equal(
    await openStorage({ dataDir })
      .read('a/original')
      .catch(() => null),
    null,
  )
})

function slicesOf<Item>(items: readonly Item[], length: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / length) }, (_, index) =>
    items.slice(index * length, (index + 1) * length),
  )
}
