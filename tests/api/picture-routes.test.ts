import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import fastify, { type FastifyInstance } from 'fastify'
import pg from 'pg'
import sharp from 'sharp'

import { sqlOfPg } from '../../database/sql.ts'
import { findPublicPicture } from '../../delivery/find-public-picture.ts'
import { pictureRoutes } from '../../delivery/picture-routes.ts'
import { acceptUpload } from '../../images/accept-upload.ts'
import { diskStorage } from '../../images/disk-storage.ts'
import { newPictureKey, originalKey, type PictureStorage } from '../../images/picture-storage.ts'
import { storePicture } from '../../images/store-picture.ts'
import { freshDatabase, type FreshDatabase } from '../fresh-database.ts'
import { drawPicture, uploadOf } from '../make-pictures.ts'

let folder: string
let database: FreshDatabase
let pool: pg.Pool
let storage: PictureStorage
let app: FastifyInstance

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bouclage-routes-'))
  database = await freshDatabase()
  pool = new pg.Pool({ connectionString: database.url, max: 2 })
  storage = diskStorage(folder)
  app = fastify()
  await app.register(pictureRoutes, {
    storage,
    findPublicPicture: (key: string) => findPublicPicture(sqlOfPg(pool), key),
    mayReadPrivately: async request => (request.headers.cookie === 'signed-in' ? { width: 800, height: 600 } : null),
  })
})
after(async () => {
  await app.close()
  await pool.end()
  await database.drop()
  await rm(folder, { recursive: true })
})

const editor = { cookie: 'signed-in' }
const photo = () =>
  drawPicture({ width: 800, height: 600 })
    .jpeg()
    .withExif({ IFD3: { GPSLatitude: '39/1 49/1 0/1' } })
    .toBuffer()

/** A stored picture that no publication uses. */
const storedPicture = async () => storePicture(storage, await acceptUpload(uploadOf(await photo())))

async function publicPicture({ killed = false } = {}): Promise<string> {
  const key = await storedPicture()
  await pool.query(
    'INSERT INTO delivery.picture (key, image, width, height, killed_at) VALUES ($1, $1, 800, 600, $2)',
    [key, killed ? new Date() : null],
  )
  return key
}

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers })

test('anybody reads a picture of a publication, at a fixed width, in each format, for a year', async () => {
  const key = await publicPicture()

  for (const [file, type, width] of [
    ['320.webp', 'image/webp', 320],
    ['640.jpg', 'image/jpeg', 640],
    ['320.png', 'image/png', 320],
    ['full.avif', 'image/avif', 800],
  ] as const) {
    const answer = await get(`/images/${key}/${file}`)

    assert.equal(answer.statusCode, 200)
    assert.equal(answer.headers['content-type'], type)
    assert.equal(answer.headers['cache-control'], 'public, max-age=31536000, immutable')
    assert.equal(answer.headers['cache-tag'], `picture:${key}`)
    assert.equal(answer.headers['x-content-type-options'], 'nosniff')
    assert.equal(answer.headers['content-security-policy'], "default-src 'none'; sandbox")
    assert.equal(answer.headers['cross-origin-resource-policy'], 'cross-origin')
    assert.equal((await sharp(answer.rawPayload).metadata()).width, width)
  }
})

test('the position that a photo was taken at is not among what strangers get', async () => {
  const key = await publicPicture()
  const original = await storage.read(originalKey(key))
  assert.ok(original && (await sharp(original).metadata()).exif)

  const answer = await get(`/images/${key}/full.jpg`)

  assert.equal((await sharp(answer.rawPayload).metadata()).exif, undefined)
})

test('a reader who has the picture already is told so', async () => {
  const key = await publicPicture()
  const { headers } = await get(`/images/${key}/320.webp`)
  const etag = String(headers.etag)

  const same = await get(`/images/${key}/320.webp`, { 'if-none-match': `"other", W/${etag}` })
  const other = await get(`/images/${key}/320.webp`, { 'if-none-match': '"other"' })

  assert.match(etag, /^"[\w-]{43}"$/)
  assert.deepEqual([same.statusCode, same.body, same.headers.etag], [304, '', etag])
  assert.equal(other.statusCode, 200)
})

test('HEAD says what GET would, without the picture', async () => {
  const key = await publicPicture()
  const whole = await get(`/images/${key}/320.webp`)

  const head = await app.inject({ method: 'HEAD', url: `/images/${key}/320.webp` })

  assert.deepEqual([head.statusCode, head.body, head.headers.etag], [200, '', whole.headers.etag])
  assert.equal(head.headers['content-length'], String(whole.rawPayload.length))
})

test('every other way to ask for a rendition leads to its one address', async () => {
  const key = await publicPicture()

  for (const [asked, address] of [
    [`/images/${key}?width=500&format=webp`, `/images/${key}/640.webp`],
    [`/images/${key}?format=JPEG`, `/images/${key}/full.jpg`],
    [`/images/${key}`, `/images/${key}/full.webp`],
    [`/images/${key}/500.png`, `/images/${key}/640.png`],
    [`/images/${key}/640.jpeg`, `/images/${key}/640.jpg`],
    [`/images/${key}/1920.avif`, `/images/${key}/full.avif`],
  ] as const) {
    const answer = await get(asked)

    assert.deepEqual([answer.statusCode, answer.headers.location], [301, address])
    assert.equal(answer.headers['cache-control'], 'public, max-age=86400')
  }
})

test('a crop of a picture is read at one address for each of its places', async () => {
  const key = await publicPicture()

  const crop = await get(`/images/${key}/320-1x1-10.png`)
  const wider = await get(`/images/${key}/700-1x1-10.png`)
  const whole = await get(`/images/${key}/320-4x3-9.png`)

  const { width, height } = await sharp(crop.rawPayload).metadata()
  assert.deepEqual([crop.statusCode, width, height], [200, 320, 320])
  assert.deepEqual([wider.statusCode, wider.headers.location], [301, `/images/${key}/full-1x1-10.png`])
  assert.deepEqual([whole.statusCode, whole.headers.location], [301, `/images/${key}/320-4x3-5.png`])
})

test('an address that names no rendition is refused in words, and the refusal is kept by no cache', async () => {
  const key = await publicPicture()

  for (const address of ['640.svg', 'wide.webp', '0.webp', 'original.jpg']) {
    const answer = await get(`/images/${key}/${address}`)

    assert.equal(answer.statusCode, 400)
    assert.match(answer.body, /Ask for/)
    assert.equal(answer.headers['content-type'], 'text/plain; charset=utf-8')
    assert.equal(answer.headers['cache-control'], 'no-store')
    assert.equal(answer.headers['x-content-type-options'], 'nosniff')
  }
  assert.equal((await get(`/images/${key}?width=-3`)).statusCode, 400)
  assert.equal((await get(`/images/${key}?width=3&width=4`)).statusCode, 400)
})

test('a stranger cannot tell a picture of no publication from one that does not exist', async () => {
  const hidden = await storedPicture()
  const none = newPictureKey()

  for (const rest of ['/640.webp', '/full.jpg', '/500.webp', '?width=500', '/original']) {
    const [answer, reference] = [await get(`/images/${hidden}${rest}`), await get(`/images/${none}${rest}`)]

    assert.deepEqual([answer.statusCode, answer.headers['cache-control']], [404, 'no-store'])
    assert.equal(answer.body, reference.body)
    assert.deepEqual(Object.keys(answer.headers), Object.keys(reference.headers))
  }
})

test('what is no key of a picture is answered like a picture that does not exist', async () => {
  const reference = await get(`/images/${newPictureKey()}/640.webp`)

  for (const key of ['x', '..%2f..%2fetc', '%00', 'A'.repeat(32), `${newPictureKey()}0`]) {
    const answer = await get(`/images/${key}/640.webp`)

    assert.deepEqual([answer.statusCode, answer.body], [404, reference.body])
    assert.equal((await get(`/images/${key}/original`, editor)).statusCode, 404)
  }
})

test('somebody signed in sees a picture before it is published, and no cache keeps it', async () => {
  const key = await storedPicture()

  const rendition = await get(`/images/${key}/640.webp`, editor)
  const detour = await get(`/images/${key}/500.webp`, editor)

  assert.deepEqual([rendition.statusCode, rendition.headers['cache-control']], [200, 'private, no-store'])
  assert.equal(rendition.headers['cross-origin-resource-policy'], 'same-origin')
  assert.equal(rendition.headers['cache-tag'], undefined)
  assert.deepEqual([detour.statusCode, detour.headers['cache-control']], [301, 'private, no-store'])
})

test('the original is for people signed in: byte for byte, kept by no cache, and nothing in it runs', async () => {
  const key = await publicPicture()
  const bytes = await storage.read(originalKey(key))

  const stranger = await get(`/images/${key}/original`)
  const answer = await get(`/images/${key}/original`, editor)

  assert.deepEqual([stranger.statusCode, stranger.headers['cache-control']], [404, 'no-store'])
  assert.equal(answer.statusCode, 200)
  assert.ok(bytes?.equals(answer.rawPayload))
  assert.equal(answer.headers['content-type'], 'image/jpeg')
  assert.equal(answer.headers['content-disposition'], `inline; filename="${key}.jpg"`)
  assert.equal(answer.headers['cache-control'], 'private, no-store')
  assert.equal(answer.headers['x-content-type-options'], 'nosniff')
  assert.equal(answer.headers['content-security-policy'], "default-src 'none'; sandbox")
})

test('a killed picture is gone at all its addresses, also where it had been read before', async () => {
  const key = await publicPicture()
  assert.equal((await get(`/images/${key}/640.webp`)).statusCode, 200)
  await pool.query('UPDATE delivery.picture SET killed_at = now() WHERE key = $1', [key])

  for (const rest of ['/640.webp', '/full.jpg', '/500.webp', '?width=500']) {
    for (const reader of [{}, editor]) {
      const answer = await get(`/images/${key}${rest}`, reader)

      assert.deepEqual([answer.statusCode, answer.headers['cache-control']], [410, 'no-store'])
      assert.match(answer.body, /withdrawn/)
    }
  }
  assert.equal((await get(`/images/${key}/original`)).statusCode, 404)
})

test('a picture whose bytes are missing is answered as one that does not exist', async () => {
  const key = await publicPicture()
  await storage.delete(originalKey(key))

  const answer = await get(`/images/${key}/640.webp`)

  assert.equal(answer.statusCode, 404)
})

test('a fault of ours is said to be one, and nothing internal is told', async () => {
  const failing = fastify()
  await failing.register(pictureRoutes, {
    storage,
    findPublicPicture: () => Promise.reject(new Error('connection to 10.0.0.7 refused')),
  })

  const answer = await failing.inject(`/images/${newPictureKey()}/640.webp`)

  assert.equal(answer.statusCode, 500)
  assert.match(answer.body, /a fault of ours/)
  assert.doesNotMatch(answer.body, /10\.0\.0\.7/)
  assert.equal(answer.headers['cache-control'], 'no-store')
})
