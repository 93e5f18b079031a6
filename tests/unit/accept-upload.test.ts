import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'

import sharp from 'sharp'

import { NewsroomError } from '../../errors.ts'
import { acceptUpload, drainUploads } from '../../images/accept-upload.ts'
import { largestUploadBytes } from '../../images/drain-upload.ts'
import { uploadOfBytes } from '../../images/upload-of-bytes.ts'
import {
  animate,
  drawPicture,
  gifThatClaims,
  pngThatClaims,
  uploadBrokenOff,
  uploadOf,
  withSegment,
  xmpOf,
} from '../make-pictures.ts'
import { proofSize } from '../proof-size.ts'

const refusal = (words: RegExp) => (error: unknown) =>
  error instanceof NewsroomError && error.code === 'UPLOAD_REFUSED' && words.test(error.message)

const refused = (bytes: Buffer, words: RegExp, filename = 'photo.jpg') =>
  assert.rejects(acceptUpload(uploadOf(bytes, filename)), refusal(words), `${filename}, ${bytes.length} bytes`)

const photo = drawPicture({ width: 300, height: 200 })
const jpeg = await photo.clone().jpeg().toBuffer()
const png = await photo.clone().png().toBuffer()
const webp = await photo.clone().webp().toBuffer()
const avif = await photo.clone().avif({ effort: 0 }).toBuffer()
const gif = await animate([png, await drawPicture({ width: 300, height: 200 }).toBuffer(), png])

test('JPEG, PNG, WebP, AVIF and GIF pictures are taken, whatever their names say', async () => {
  const files = { jpg: jpeg, png, webp, avif, gif }

  for (const [format, bytes] of Object.entries(files)) {
    const picture = await acceptUpload(uploadOf(bytes, 'holiday.svg'))

    const contentHash = createHash('sha256').update(bytes).digest('hex')
    const fileName = 'holiday.svg'
    assert.deepEqual(picture, { bytes, format, width: 300, height: 200, contentHash, fileName, texts: {} })
  }
})

test('a photo with 40 KB of agency data before its first pixel is taken', async () => {
  const agencyPhoto = withSegment(withSegment(jpeg, 0xe1, xmpOf(40_000)), 0xed, Buffer.alloc(30_000, 'IPTC'))

  const picture = await acceptUpload(uploadOf(agencyPhoto))

  assert.deepEqual([picture.format, picture.width, picture.height], ['jpg', 300, 200])
  assert.ok(picture.bytes.equals(agencyPhoto))
})

test('a photo taken with the camera on its side has the size that it is shown at', async () => {
  const onItsSide = await photo.clone().jpeg().withMetadata({ orientation: 6 }).toBuffer()

  const { width, height } = await acceptUpload(uploadOf(onItsSide))

  assert.deepEqual([width, height], [200, 300])
})

test('a photo in the colours of print is taken', async () => {
  const cmyk = await photo.clone().toColourspace('cmyk').jpeg().toBuffer()

  const { format } = await acceptUpload(uploadOf(cmyk))

  assert.equal((await sharp(cmyk).metadata()).space, 'cmyk')
  assert.equal(format, 'jpg')
})

test('what could run in a browser is refused, under whatever name it comes', async () => {
  const scripts = [
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    '<!doctype html><script>alert(1)</script>',
    '%PDF-1.7\n%âãÏÓ\n1 0 obj',
    '\u0000\u0000\u0000\u0020ftypheic\u0000\u0000\u0000\u0000mif1heic',
    'GIF89',
    '',
  ]

  for (const script of scripts) {
    await refused(Buffer.from(script, 'latin1'), /is not a JPEG, PNG, WebP, AVIF or GIF/, 'photo.png')
  }
})

test('a script that begins like a picture is refused', async () => {
  const disguised = [Buffer.from([0xff, 0xd8, 0xff]), png.subarray(0, 8), Buffer.from('GIF89a')].map(start =>
    Buffer.concat([start, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')]),
  )

  for (const bytes of disguised) await refused(bytes, /damaged or cut off/)
})

test('a picture that is cut off is refused, in every format', async () => {
  for (const bytes of [jpeg, png, webp, avif, gif]) {
    await refused(bytes.subarray(0, bytes.length - 100), /damaged or cut off/)
    await refused(bytes.subarray(0, bytes.length / 2), /damaged or cut off/)
    await refused(bytes.subarray(0, 40), /damaged or cut off/)
  }
})

test('a picture whose middle is broken is refused', async () => {
  const broken = Buffer.from(png)
  broken.fill(0xaa, png.length >> 1, (png.length >> 1) + 200)

  await refused(broken, /damaged or cut off/)
})

test('a picture with any of its bytes changed is taken or refused in words, and nothing else happens', async () => {
  const files = [jpeg, png, webp, avif, gif]

  for (let turn = 0; turn < proofSize(100); turn += 1) {
    const bytes = Buffer.from(files[turn % files.length] ?? jpeg)
    // Heads break decoders more than middles do.
    const at = turn % 2 ? (turn * 7) % 200 : (turn * 7919) % bytes.length
    bytes.fill((turn * 37) % 256, at, at + 1 + (turn % 9))

    const outcome = await acceptUpload(uploadOf(bytes)).catch((error: unknown) => error)

    assert.ok(!(outcome instanceof Error) || refusal(/^“photo.jpg” .*\.$/)(outcome), `byte ${at}: ${String(outcome)}`)
  }
})

test('a small file that would unfold to more than 100 megapixels is refused', async () => {
  await refused(pngThatClaims({ width: 30_000, height: 30_000 }, png), /900 megapixels, and at most 100/)
})

test('an animation of too many frames, or of too many pixels together, is refused', async () => {
  const short = gifThatClaims({ width: 20, height: 10, frames: 500 })
  const long = gifThatClaims({ width: 20, height: 10, frames: 501 })
  const heavy = gifThatClaims({ width: 1000, height: 1000, frames: 101 })

  const { width, height } = await acceptUpload(uploadOf(short))

  assert.deepEqual([width, height], [20, 10])
  await refused(long, /has 501 frames, and at most 500/)
  await refused(heavy, /has 101 megapixels in all its frames/)
})

test('a file of 20 MB is read, and one byte more is refused without reading on', async () => {
  const padded = (length: number) => Buffer.concat([jpeg, Buffer.alloc(length - jpeg.length)])
  let read = 0
  const endless = uploadOf(Buffer.alloc(0))
  endless.createReadStream = () => {
    const stream = uploadOf(Buffer.alloc(largestUploadBytes * 2)).createReadStream()
    stream.on('data', (chunk: Buffer) => (read += chunk.length))
    return stream
  }

  const { bytes } = await acceptUpload(uploadOf(padded(largestUploadBytes)))

  assert.equal(bytes.length, largestUploadBytes)
  await refused(padded(largestUploadBytes + 1), /“photo.jpg” is larger than 20 MB/)
  await assert.rejects(acceptUpload(endless), refusal(/larger than 20 MB/))
  assert.ok(read < largestUploadBytes + 100_000, `${read} bytes read`)
})

test('the server’s own limit reads the same as ours', async () => {
  const overLimit = Object.assign(new Error('File truncated as it exceeds the byte size limit.'), { status: 413 })
  const upload = { filename: 'photo.jpg', createReadStream: () => uploadOf(jpeg).createReadStream().destroy(overLimit) }

  await assert.rejects(acceptUpload(upload), refusal(/larger than 20 MB/))
})

test('a sender who goes away in the middle is answered in words, and nothing else breaks', async () => {
  await assert.rejects(acceptUpload(uploadBrokenOff(png, 'error')), refusal(/broke off/))
  await assert.rejects(acceptUpload(uploadBrokenOff(png, 'silence')), refusal(/broke off/))
})

test('a sender who goes away before the file begins is answered in the same words', async () => {
  const never = Promise.reject(new Error('Request disconnected during file upload stream parsing.'))

  await assert.rejects(acceptUpload(never), refusal(/broke off/))
})

test('a stream that fails once more after it was let go does not end the process', async () => {
  let stream: ReturnType<ReturnType<typeof uploadOf>['createReadStream']> | undefined
  const upload = { filename: 'a.jpg', createReadStream: () => (stream = uploadOf(jpeg).createReadStream()) }
  await acceptUpload(upload)

  const heard = stream?.emit('error', new Error('late'))

  assert.equal(heard, true)
})

test('a name with accents is kept as it was sent, whoever read it on the way', async () => {
  const asParsed = (name: string) => Buffer.from(name).toString('latin1')
  const names = ['pré.jpg', 'Œuvre à 10 €.jpg', '写真.jpg']

  const sent = await Promise.all(names.map(name => acceptUpload(uploadOf(jpeg, asParsed(name)))))
  const given = await Promise.all(names.map(name => acceptUpload(uploadOf(jpeg, name))))

  for (const taken of [sent, given])
    assert.deepEqual(
      taken.map(({ fileName }) => fileName),
      names,
    )
})

test('a name cannot rearrange the sentence it is quoted in', async () => {
  const name = `invoice\u202Egpj.\u0007exe${'x'.repeat(300)}`

  await assert.rejects(acceptUpload(uploadOf(Buffer.from('no'), name)), error => {
    assert.ok(error instanceof NewsroomError)
    assert.match(error.message, /^“invoicegpj\.exex+…” is not/)
    return error.message.length < 250
  })
})

test('all uploads of a mutation are accepted wherever they stand among its arguments, and only once', async () => {
  let drained = 0
  const upload = { filename: 'a.jpg', createReadStream: () => (drained++, uploadOf(jpeg).createReadStream()) }
  const promises = [Promise.resolve(upload), Promise.resolve(upload)]
  const data = [
    { file: { upload: promises[0] } },
    { sections: { create: [{ image: { file: { upload: promises[1] } } }] } },
  ]
  const args = Object.assign(Object.create(null), { data, where: { id: 'x' }, at: new Date(), none: null })

  await drainUploads(args)
  await drainUploads(args)
  const again = await Promise.all(promises.map(promise => acceptUpload(promise)))

  assert.equal(drained, 2)
  assert.deepEqual(
    again.map(({ width }) => width),
    [300, 300],
  )
})

test('a mutation with more than ten uploads is refused before one of them is read', async () => {
  let drained = 0
  const upload = { filename: 'a.jpg', createReadStream: () => (drained++, uploadOf(jpeg).createReadStream()) }
  const data = Array.from({ length: 11 }, () => ({ upload: Promise.resolve(upload) }))

  await assert.rejects(drainUploads({ data }), refusal(/11 pictures .* at most 10/))
  assert.equal(drained, 0)
})

test('arguments nested deeper than any stack are walked', async () => {
  let nested: unknown = Promise.resolve(uploadOf(Buffer.from('no')))
  for (let depth = 0; depth < 200_000; depth += 1) nested = [nested]

  await assert.rejects(drainUploads({ nested }), refusal(/is not a JPEG/))
})

test('a script makes an upload from bytes that Keystone takes', async () => {
  const upload = uploadOfBytes(jpeg, 'cover.jpg')

  const { width } = await acceptUpload(upload.promise)

  assert.equal(width, 300)
})
