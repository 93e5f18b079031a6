import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { pino } from 'pino'
import { makeBackup } from '../../backup/make-backup.ts'
import { inTransaction } from '../../database/in-transaction.ts'
import { sqlOfPrisma, type Sql } from '../../database/sql.ts'
import { newPictureKey, originalKey, renditionKey, type PictureStorage } from '../../images/picture-storage.ts'
import { uploadOfBytes } from '../../images/upload-of-bytes.ts'
import { collectPictures } from '../../jobs/collect-pictures.ts'
import { resetContent } from '../../seed/reset-content.ts'
import { drawPicture } from '../make-pictures.ts'
import { openTestNewsroom, save, type TestNewsroom } from '../newsroom.ts'
import { until } from '../until.ts'

const day = 24 * 3_600_000
const log = pino({ level: 'silent' })
const photo = await drawPicture({ width: 60, height: 40 }).jpeg().toBuffer()

let newsroom: TestNewsroom
let sql: Sql
let folder: string
const leftovers: (() => Promise<unknown>)[] = []
before(async () => {
  newsroom = await openTestNewsroom()
  sql = sqlOfPrisma(newsroom.context.prisma)
  folder = await mkdtemp(path.join(tmpdir(), 'bouclage-test-'))
})
afterEach(async () => {
  for (const clear of leftovers.splice(0)) await clear()
})
after(async () => {
  await newsroom.close()
  await rm(folder, { recursive: true, force: true })
})

/** As the nightly job does, when everything that lies there now has come two days ago. */
const collect = (storage: PictureStorage = newsroom.storage) =>
  collectPictures({ ...newsroom, storage, log }, { now: new Date(Date.now() + 2 * day) })

const imageMutation = `mutation ($data: ImageCreateInput!) { createImage(data: $data) { file { id } } }`
const add = (more: Record<string, unknown> = {}) =>
  newsroom.desks.author.ask(imageMutation, { data: { file: { upload: uploadOfBytes(photo, 'photo.jpg') }, ...more } })

async function addedKey(): Promise<string> {
  const { data } = await add()
  const file = data?.['createImage']?.['file'] as { id: string } | undefined // as the mutation asks
  return file?.id ?? assert.fail('nothing was added')
}

/** Bytes that nobody names: a save that was refused after they were stored. */
async function abandonedKey(): Promise<string> {
  const known = new Set(await pictures())
  const { refusal } = await add({ altText: 'x'.repeat(5_000) })
  assert.equal(refusal?.code, 'KS_VALIDATION_FAILURE')
  const [key] = (await pictures()).filter(each => !known.has(each))
  return key ?? assert.fail('nothing was stored')
}

const images = () => path.join(newsroom.dataDir, 'images')
const pictures = async () => (await readdir(images())).filter(name => /^[0-9a-f]{32}$/.test(name))
const isThere = async (key: string) => (await newsroom.storage.read(originalKey(key))) !== null

test('what a refused save has left goes after a day, renditions and folders too, and what is named stays', async () => {
  const named = await addedKey()
  const live = await newsroom.stories.live()
  const abandoned = await abandonedKey()
  const rendition = renditionKey(abandoned, '640.webp')
  await newsroom.storage.put(rendition, photo, 'image/webp')
  await newsroom.storage.put(`${named}/renditions-0/640.webp`, photo, 'image/webp')
  await newsroom.storage.put(renditionKey(named, '640.webp'), photo, 'image/webp')
  const shown = await sql<{ key: string }>(`select key from delivery.picture`)

  await collect()

  assert.ok(live.id && shown.length > 0)
  for (const key of [named, ...shown.map(({ key }) => key)]) assert.ok(await isThere(key))
  assert.ok(await newsroom.storage.read(renditionKey(named, '640.webp')), 'its renditions are of use')
  assert.deepEqual((await readdir(path.join(images(), named))).sort(), ['original', 'renditions-1'])
  assert.ok(!(await pictures()).includes(abandoned), 'not even its folder is left')
})

test('a picture stays as long as one revision shows it, though no row names it any more', async () => {
  const image = await newsroom.stories.image()
  const other = await newsroom.stories.image()
  const { file_id: key } = await newsroom.context.prisma.image.findUniqueOrThrow({ where: { id: image } })
  const story = await newsroom.stories.draft({ image: { connect: { id: image } } })
  await newsroom.desks.author.ask(...save(story, { image: { connect: { id: other } } }))
  await sql(`delete from "Image" where id = $1`, [image])

  await collect()

  assert.ok(await isThere(key))
})

test('what came within the last day stays, named or not', async () => {
  const abandoned = await abandonedKey()

  await collectPictures({ ...newsroom, log })

  assert.ok(await isThere(abandoned))
})

test('a picture whose row is not committed yet is safe, and so is every upload while old bytes are removed', async () => {
  const abandoned = await abandonedKey()
  const start = await nextInstant()
  let commit = () => {}
  const waiting = new Promise<void>(resolve => (commit = resolve))
  const key = newPictureKey()
  await newsroom.storage.put(originalKey(key), photo, 'image/jpeg')
  const slow = inTransaction(newsroom.context, async tx => {
    const row = { file_id: key, file_extension: 'jpg', file_filesize: 1, file_width: 60, file_height: 40 }
    await tx.prisma.image.create({ data: row })
    await waiting
  })

  const uploads = Promise.all(Array.from({ length: 30 }, addedKey))
  const nights = Promise.all([1, 2, 3].map(() => collectPictures({ ...newsroom, log }, { now: new Date(start + day) })))
  const [added] = await Promise.all([uploads, nights])
  commit()
  await slow
  await collect()

  for (const named of [key, ...added]) assert.ok(await isThere(named))
  assert.ok(!(await isThere(abandoned)))
})

/** A time that lies after whatever was stored before, and before whatever is stored from now on. */
async function nextInstant(): Promise<number> {
  const from = Date.now() + 50
  await until('the clock has gone on', async () => Date.now() > from + 50)
  return from
}

test('while a backup is made nothing goes, and what its snapshot names is in it; afterwards it goes', async () => {
  const key = await addedKey()
  let read = () => {}
  let goOn = () => {}
  const reading = new Promise<void>(resolve => (read = resolve))
  const mayGoOn = new Promise<void>(resolve => (goOn = resolve))
  const storage: PictureStorage = {
    ...newsroom.storage,
    async read(asked) {
      read()
      await mayGoOn
      return newsroom.storage.read(asked)
    },
  }
  const backup = makeBackup({ databaseUrl: newsroom.databaseUrl, storage, into: folder, now: new Date() })
  await reading
  await resetContent(newsroom, { folder: path.resolve(import.meta.dirname, '../../seed') })

  await collect()
  const duringBackup = await isThere(key)
  goOn()
  const { manifest } = await backup
  await collect()

  assert.ok(duringBackup)
  assert.deepEqual(manifest.lostPictures, [])
  assert.ok(manifest.pictures.some(saved => saved.key === key))
  assert.ok(!(await isThere(key)))
})

test('a backup waits for a removal that is under way', async () => {
  await abandonedKey()
  let begun = () => {}
  let goOn = () => {}
  const removing = new Promise<void>(resolve => (begun = resolve))
  const mayGoOn = new Promise<void>(resolve => (goOn = resolve))
  const storage: PictureStorage = {
    ...newsroom.storage,
    async delete(key) {
      begun()
      await mayGoOn
      return newsroom.storage.delete(key)
    },
  }
  const night = collect(storage)
  await removing

  let isSaved = false
  const into = path.join(folder, 'waits')
  const backup = makeBackup({ databaseUrl: newsroom.databaseUrl, storage: newsroom.storage, into, now: new Date() })
  void backup.then(() => (isSaved = true))
  const waits = `select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`
  await until('the backup waits', async () => (await sql(waits)).length > 0)
  const savedMeanwhile = isSaved
  goOn()
  await night
  const { manifest } = await backup

  assert.equal(savedMeanwhile, false)
  assert.deepEqual(manifest.lostPictures, [])
})

test('a database that never knew these pictures removes none of them', async () => {
  const key = await addedKey()
  const abandoned = await abandonedKey()
  await collectPictures({ ...newsroom, log })
  const other = await openTestNewsroom()
  leftovers.push(() => other.close())
  await other.stories.draft()
  const lines: string[] = []
  const listening = pino({ level: 'warn' }, { write: line => void lines.push(line) })

  await collectPictures(
    { ...other, storage: newsroom.storage, log: listening },
    { now: new Date(Date.now() + 2 * day) },
  )

  assert.ok((await isThere(key)) && (await isThere(abandoned)))
  assert.match(lines.join(''), /last kept for another database/)
  await collect()
  assert.ok((await isThere(key)) && !(await isThere(abandoned)), 'its own database still keeps it')
})

test('files that a killed process was writing go as well, and what is nobody’s picture is left alone', async () => {
  const half = path.join(images(), '.incoming', 'half-written')
  const notes = path.join(images(), 'README.txt')
  await writeFile(half, 'half')
  await writeFile(notes, 'an operator’s')

  await collect()

  assert.deepEqual(await readdir(path.join(images(), '.incoming')), [])
  assert.ok((await readdir(images())).includes('README.txt'))
})
