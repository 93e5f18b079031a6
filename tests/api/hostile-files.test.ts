import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import sharp from 'sharp'
import { buildDelivery } from '../../delivery/build-delivery.ts'
import { openDeliveryPool } from '../../delivery/open-delivery-pool.ts'
import { errorCatalogue } from '../../errors.ts'
import { diskStorage } from '../../images/disk-storage.ts'
import { recogniseFormat } from '../../images/recognise-format.ts'
import { hostileNames } from '../hostile-names.ts'
import { hiddenWord, type HostilePicture } from '../hostile-picture.ts'
import { hostilePictures } from '../hostile-pictures.ts'
import { drawPicture } from '../make-pictures.ts'
import { formOf, formWith, multipart, sendForm, sendPicture, type Sender, type UploadAnswer } from '../send-upload.ts'
import { startAuthoring, type AuthoringUnderTest } from '../start-authoring.ts'
import { until } from '../until.ts'

const photo = await drawPicture({ width: 120, height: 80 }).jpeg().toBuffer()

let authoring: AuthoringUnderTest
let sender: Sender
let readers: pg.Pool
let delivery: FastifyInstance
let temporary: string
let corpus: HostilePicture[]
before(async () => {
  // Forms are unpacked there: whatever is left in it is ours.
  temporary = await mkdtemp(path.join(tmpdir(), 'bouclage-test-'))
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = temporary
  authoring = await startAuthoring()
  await authoring.addUser('author@example.org', 'author')
  const { cookie = '' } = await authoring.signIn('author@example.org', 'correct horse')
  sender = { port: authoring.port, cookie }
  readers = openDeliveryPool({ databaseUrl: authoring.databaseUrl, max: 2 })
  delivery = buildDelivery({
    ...{ pool: readers, publicUrl: 'https://news.example', storage: diskStorage(imagesFolder()) },
    mayReadPrivately: async ({ headers }) => (headers.cookie === 'signed-in' ? { width: 120, height: 80 } : null),
  })
  corpus = await hostilePictures()
  await assertStillWorks()
})
after(async () => {
  await delivery.close()
  await readers.end()
  await authoring.close()
  await rm(temporary, { recursive: true, force: true })
})

const imagesFolder = () => path.join(authoring.dataDir, 'images')
const unpacked = async () => (await readdir(temporary)).filter(name => name.startsWith('capacitor'))
const storedPictures = async () => (await readdir(imagesFolder())).filter(name => !name.startsWith('.'))

async function assertStillWorks(): Promise<void> {
  const { key } = await sendPicture(sender, { name: 'photo.jpg', bytes: photo })
  assert.ok(key, 'the next upload is taken')
}

/** One sentence of ours about the file, and nothing of the machine or of its libraries. */
function assertInWords({ status, code, message, text }: UploadAnswer, what: string): void {
  assert.ok(code && code in errorCatalogue && code !== 'INTERNAL', `${what}: ${status} ${text.slice(0, 300)}`)
  assert.match(message, /^.{20,}[.]$/su, what)
  assert.doesNotMatch(text, /vips|sharp|busboy|\/node_modules\/|at Object\.| {4}at |Error:|<pre>/i, what)
  assert.ok(text.length < 2_000, `${what}: ${text.length} characters`)
}

test('of the whole corpus what is a sound picture is taken, and everything else is refused in words', async t => {
  const before = (await storedPictures()).length

  for (const { what, name, bytes, taken } of corpus) {
    const answer = await sendPicture(sender, { name, bytes })

    if (taken) assert.ok(answer.key, `${what}: ${answer.message}`)
    else assertInWords(answer, what)
    if (!taken) assert.equal(answer.code, 'UPLOAD_REFUSED', what)
  }

  const taken = corpus.filter(file => file.taken).length
  assert.equal((await storedPictures()).length - before, taken, 'of what is refused nothing is kept')
  assert.ok(taken > 25 && corpus.length - taken > 40)
  t.diagnostic(`${taken} files were taken, ${corpus.length - taken} refused`)
})

test('readers get a picture of what they asked for and nothing else that a file held; the original is for the desk', async () => {
  for (const { what, name, bytes } of corpus.filter(file => file.taken)) {
    const { key = '' } = await sendPicture(sender, { name, bytes })
    const isSmall = await publish(key)

    const strangers = await delivery.inject(`/images/${key}/original`)
    const original = await delivery.inject({ url: `/images/${key}/original`, headers: { cookie: 'signed-in' } })
    const renditions = await Promise.all(
      ['jpg', 'png', 'webp', 'avif'].map(async format => {
        const address = `/images/${key}/${isSmall ? 'full' : '320'}.${format}`
        return { format, answer: await delivery.inject(address) }
      }),
    )

    assert.equal(strangers.statusCode, 404, what)
    assert.ok(original.rawPayload.equals(bytes), `${what}: the desk keeps what was sent`)
    assert.match(String(original.headers['content-type']), /^image\/(jpeg|png|gif|webp|avif)$/, what)
    assert.match(String(original.headers['content-disposition']), /^inline; filename="[0-9a-f]{32}\.\w+"$/, what)
    for (const { headers } of [original, ...renditions.map(({ answer }) => answer)]) {
      assert.equal(headers['x-content-type-options'], 'nosniff', what)
      assert.equal(headers['content-security-policy'], "default-src 'none'; sandbox", what)
    }
    for (const { format, answer } of renditions) {
      assert.equal(answer.headers['content-type'], `image/${format.replace('jpg', 'jpeg')}`, what)
      await assertNothingButPicture(answer.rawPayload, `${what}, as ${format}`, format)
    }
  }
})

/** Readers see it from now on; whether it is small enough to be made whole in each format. */
async function publish(key: string): Promise<boolean> {
  const row = await authoring.prisma.image.findUniqueOrThrow({ where: { file_id: key } })
  const size = [row.width, row.height]
  await authoring.pool.query('insert into delivery.picture (key, image, width, height) values ($1, $2, $3, $4)', [
    ...[key, row.id],
    ...size,
  ])
  return Number(row.width) * Number(row.height) < 100_000
}

async function assertNothingButPicture(bytes: Buffer, what: string, format: string): Promise<void> {
  assert.equal(recogniseFormat(bytes), format, what)
  const { exif, xmp, iptc, icc, pages = 1, orientation, comments } = await sharp(bytes).metadata()
  assert.deepEqual(
    { exif, xmp, iptc, icc, orientation, comments, pages },
    { exif: undefined, xmp: undefined, iptc: undefined, icc: undefined, orientation: undefined, comments: undefined, pages: 1 }, // prettier-ignore
    what,
  )
  assert.doesNotMatch(bytes.toString('latin1'), new RegExp(`${hiddenWord}|<script|<\\?php|Exif\0`, 'i'), what)
}

test('a file name leads nowhere: it is kept for people to read, cut and without what could deceive them', async () => {
  for (const name of hostileNames) {
    const answer = await sendPicture(sender, { name, bytes: photo })

    const what = JSON.stringify(name.slice(0, 60))
    // To the parser of forms this is no name.
    if (/[\0\r\n]|^$/.test(name) && !answer.key) {
      assertInWords(answer, what)
      continue
    }
    assert.ok(answer.key, `${what}: ${answer.status} ${answer.text.slice(0, 200)}`)
    const { fileName } = await authoring.prisma.image.findUniqueOrThrow({ where: { file_id: answer.key } })
    assert.ok([...fileName].length <= 80, what)
    assert.doesNotMatch(fileName, /[\p{Cc}\p{Cf}]/u, what)
  }

  assert.deepEqual(await readdir(authoring.dataDir), ['images'])
  for (const key of await storedPictures()) {
    assert.match(key, /^[0-9a-f]{32}$/)
    assert.deepEqual((await readdir(path.join(imagesFolder(), key))).filter(file => !/^renditions-\d+$/.test(file)), ['original']) // prettier-ignore
  }
})

test('senders who go away half-way leave nothing behind, and keep nobody waiting', async () => {
  const before = await storedPictures()
  const form = formWith({ name: 'photo.jpg', bytes: Buffer.concat([photo, Buffer.alloc(2_000_000)]) })
  const head = `POST /api/graphql HTTP/1.1\r\nHost: x\r\nCookie: ${sender.cookie}\r\nApollo-Require-Preflight: 1\r\nContent-Type: ${multipart}\r\nContent-Length: ${form.length}\r\n\r\n`
  const cuts = [10, 200, 500, 700, form.length >> 1, form.length - 30]

  const sockets = await Promise.all(
    cuts.flatMap(length => ['end', 'reset', 'stay'].map(how => sendHalf(head, form.subarray(0, length), how))),
  )
  await assertStillWorks()
  for (const socket of sockets) socket.destroy()

  await until('nothing is left of them', async () => (await unpacked()).length === 0)
  assert.equal((await storedPictures()).length, before.length + 1)
  assert.deepEqual(await readdir(path.join(imagesFolder(), '.incoming')), [])
})

async function sendHalf(head: string, form: Buffer, how: string) {
  const socket = connect(sender.port, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  await new Promise(resolve => socket.write(Buffer.concat([Buffer.from(head), form]), resolve))
  if (how === 'end') socket.end()
  if (how === 'reset') socket.resetAndDestroy()
  return socket
}

test('a form that is none is refused in words, whatever its shape, and changes nothing of the program', async () => {
  const operations = { field: 'operations', value: '{"query":"{ images { id } }","variables":{"file":null}}' }
  const file = { field: '0', value: photo, name: 'photo.jpg' }
  const map = (value: string) => ({ field: 'map', value })
  const eleven = Array.from({ length: 11 }, (_, index) => ({ ...file, field: String(index) }))
  const forms: Record<string, Buffer> = {
    'the file first': formOf([file, operations, map('{"0":["variables.file"]}')]),
    'no operations': formOf([map('{"0":["variables.file"]}'), file]),
    'no map': formOf([operations, file]),
    'operations that are no JSON': formOf([{ ...operations, value: '{' }, map('{}')]),
    'operations that are a text': formOf([{ ...operations, value: '"x"' }, map('{}')]),
    'operations that are null': formOf([{ ...operations, value: 'null' }, map('{}')]),
    'operations of 2 MB': formOf([{ ...operations, value: `{"query":"${'x'.repeat(2_000_000)}"}` }, map('{}')]),
    'operations 100,000 levels deep': formOf([{ ...operations, value: '['.repeat(100_000) + ']'.repeat(100_000) }, map('{}')]), // prettier-ignore
    'several at once': formOf([{ ...operations, value: `[${operations.value},${operations.value}]` }, map('{}')]),
    'a map that is a list': formOf([operations, map('[["variables.file"]]'), file]),
    'a map of numbers': formOf([operations, map('{"0":[1]}'), file]),
    'a map over the query': formOf([operations, map('{"0":["query"]}'), file]),
    'a path 10,000 levels deep': formOf([operations, map(`{"0":["variables${'.a'.repeat(10_000)}"]}`), file]),
    'eleven files': formOf([operations, map(JSON.stringify(Object.fromEntries(eleven.map(({ field }) => [field, ['variables.file']])))), ...eleven]), // prettier-ignore
    'no parts': Buffer.from('------bouclage-7f3a--\r\n'),
    'no end': formWith({ name: 'photo.jpg', bytes: photo }).subarray(0, -20),
    nothing: Buffer.alloc(0),
    noise: photo,
  }
  const kept = await storedPictures()

  for (const [what, form] of Object.entries(forms)) assertInWords(await sendForm(sender, form), what)
  const length = { 'content-length': '300000000' }
  assertInWords(await sendForm(sender, Buffer.from('--'), length), 'more than all pictures together')
  const unknownLength = { 'content-length': '', 'transfer-encoding': 'chunked' }
  assertInWords(await sendForm(sender, formWith({ name: 'photo.jpg', bytes: photo }), unknownLength), 'no length')
  const noBoundary = { 'content-type': 'multipart/form-data' }
  assertInWords(await sendForm(sender, formWith({ name: 'photo.jpg', bytes: photo }), noBoundary), 'no boundary')

  for (const place of ['__proto__', 'constructor.prototype', 'variables.__proto__', 'variables.constructor.prototype'])
    await sendForm(sender, formOf([operations, map(`{"0":["${place}.polluted"]}`), file]))
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
  assert.deepEqual(await storedPictures(), kept)
  await assertStillWorks()
  await until('nothing is left of them', async () => (await unpacked()).length === 0)
})
