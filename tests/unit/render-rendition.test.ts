import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import sharp from 'sharp'

import { acceptUpload } from '../../images/accept-upload.ts'
import { diskStorage } from '../../images/disk-storage.ts'
import { newPictureKey, originalKey, type PictureStorage } from '../../images/picture-storage.ts'
import { renderRendition, type WantedRendition } from '../../images/render-rendition.ts'
import { storePicture } from '../../images/store-picture.ts'
import { animate, drawPicture, uploadOf } from '../make-pictures.ts'

let folder = ''
let storage: PictureStorage
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bouclage-renditions-'))
  storage = diskStorage(folder)
})
after(() => rm(folder, { recursive: true }))

const store = async (bytes: Buffer) => storePicture(storage, await acceptUpload(uploadOf(bytes)))

async function render(key: string, wanted: Omit<WantedRendition, 'key'>): Promise<Buffer> {
  const bytes = await renderRendition(storage, { key, ...wanted })
  assert.ok(bytes)
  return bytes
}

const plain = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } })

/** Red, green and blue of the pixel in a picture's middle. */
async function middleOf(picture: Buffer): Promise<number[]> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels
  return [...data.subarray(at, at + 3)]
}

const assertColour = (found: number[], wanted: number[], slack: number) =>
  assert.ok(
    wanted.every((value, channel) => Math.abs(value - (found[channel] ?? Infinity)) <= slack),
    `${found} is not about ${wanted}`,
  )

test('a picture is made at every width, whole too, in all four formats', async () => {
  const key = await store(await drawPicture({ width: 1000, height: 500 }).jpeg().toBuffer())

  for (const [format, name] of [
    ['JPEG', 'jpeg'],
    ['PNG', 'png'],
    ['WEBP', 'webp'],
    ['AVIF', 'heif'],
  ] as const) {
    const small = await sharp(await render(key, { width: 320, format })).metadata()
    const whole = await sharp(await render(key, { width: 'full', format })).metadata()

    assert.deepEqual([small.format, small.width, small.height], [name, 320, 160])
    assert.deepEqual([whole.format, whole.width, whole.height], [name, 1000, 500])
  }
})

test('a picture is never enlarged', async () => {
  const key = await store(await drawPicture({ width: 100, height: 50 }).png().toBuffer())

  const { width, height } = await sharp(await render(key, { width: 1920, format: 'WEBP' })).metadata()

  assert.deepEqual([width, height], [100, 50])
})

test('where a photo was taken, by whom and with what is in no rendition', async () => {
  const photo = await drawPicture({ width: 400, height: 300 })
    .jpeg()
    .withExif({
      IFD0: { Artist: 'Source anonyme', Make: 'Leica' },
      IFD3: { GPSLatitude: '39/1 49/1 0/1', GPSLatitudeRef: 'N' },
    })
    .toBuffer()
  const key = await store(photo)
  assert.ok((await sharp(photo).metadata()).exif?.includes('Source anonyme'))

  for (const format of ['JPEG', 'PNG', 'WEBP', 'AVIF'] as const) {
    for (const width of [320, 'full'] as const) {
      const rendition = await render(key, { width, format })

      const { exif, xmp, iptc, icc } = await sharp(rendition).metadata()
      assert.deepEqual({ exif, xmp, iptc, icc }, { exif: undefined, xmp: undefined, iptc: undefined, icc: undefined })
      assert.ok(!rendition.includes('Source anonyme') && !rendition.includes('Leica'))
    }
  }
})

test('a photo taken with the camera on its side is shown upright', async () => {
  const lying = await sharp({ create: { width: 400, height: 200, channels: 3, background: 'blue' } })
    .composite([{ input: await plain(200, 200, 'red').png().toBuffer(), left: 0, top: 0 }])
    .jpeg()
    .withMetadata({ orientation: 6 })
    .toBuffer()
  const key = await store(lying)

  const upright = await render(key, { width: 'full', format: 'PNG' })

  const { width, height, orientation } = await sharp(upright).metadata()
  const top = await sharp(upright).extract({ left: 0, top: 0, width: 200, height: 200 }).png().toBuffer()
  assert.deepEqual([width, height, orientation], [200, 400, undefined])
  assertColour(await middleOf(top), [255, 0, 0], 5)
})

test('a photo in the colours of print keeps its colours on screen', async () => {
  const cmyk = await plain(200, 200, '#b05030').toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer()
  assert.equal((await sharp(cmyk).metadata()).space, 'cmyk')
  const key = await store(cmyk)

  const rendition = await render(key, { width: 'full', format: 'WEBP' })

  assert.equal((await sharp(rendition).metadata()).space, 'srgb')
  assertColour(await middleOf(rendition), [0xb0, 0x50, 0x30], 25)
})

test('what is transparent stays so where the format can, and turns white in a JPEG', async () => {
  const clear = sharp({ create: { width: 200, height: 200, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
  const key = await store(await clear.png().toBuffer())

  const webp = await render(key, { width: 'full', format: 'WEBP' })
  const jpeg = await render(key, { width: 'full', format: 'JPEG' })

  assert.equal((await sharp(webp).stats()).isOpaque, false)
  assertColour(await middleOf(jpeg), [255, 255, 255], 1)
})

test('of an animation, its first frame is shown', async () => {
  const frames = await Promise.all(['red', 'lime', 'blue'].map(colour => plain(200, 100, colour).png().toBuffer()))
  const key = await store(await animate(frames))

  for (const format of ['WEBP', 'PNG'] as const) {
    const still = await render(key, { width: 'full', format })

    const { pages, width, height } = await sharp(still, { animated: true }).metadata()
    assert.deepEqual([pages ?? 1, width, height], [1, 200, 100])
    assertColour(await middleOf(still), [255, 0, 0], 5)
  }
})

test('a picture too tall for WebP is shown as tall as WebP goes', async () => {
  const key = await store(await plain(20, 20_000, 'red').png().toBuffer())

  const { width, height } = await sharp(await render(key, { width: 'full', format: 'WEBP' })).metadata()

  assert.deepEqual([width, height], [16, 16_383])
})

test('a rendition is made once for all who ask at the same time, and kept for those who ask later', async () => {
  const key = newPictureKey()
  const original = await drawPicture({ width: 400, height: 300 }).jpeg().toBuffer()
  await storage.put(originalKey(key), original, 'image/jpeg')
  const put: string[] = []
  const counting = {
    ...storage,
    put: (at: string, bytes: Buffer, type: string) => (put.push(at), storage.put(at, bytes, type)),
  }
  const wanted = { key, width: 320, format: 'WEBP' } as const

  const together = await Promise.all([1, 2, 3, 4, 5].map(() => renderRendition(counting, wanted)))
  await storage.delete(originalKey(key))
  const later = await renderRendition(counting, wanted)

  assert.equal(put.length, 1)
  assert.ok([...together, later].every(bytes => bytes && together[0]?.equals(bytes)))
})

test('a picture that is not in the storage has no renditions', async () => {
  const rendition = await renderRendition(storage, { key: newPictureKey(), width: 320, format: 'WEBP' })

  assert.equal(rendition, null)
})

test('a crop is cut from the picture as it stands upright, around the place that it names', async () => {
  const left = await plain(400, 300, 'red').png().toBuffer()
  const upright = plain(1200, 300, 'blue').composite([{ input: left, left: 0, top: 0 }])
  // Turned by a quarter and marked so, as a camera does that was held on its side.
  const turned = await sharp(await upright.png().toBuffer())
    .rotate(-90)
    .withMetadata({ orientation: 6 })
    .png()
    .toBuffer()
  const key = await store(turned)

  const first = await render(key, { width: 'full', format: 'PNG', crop: { aspect: 'SQUARE', place: 0 } })
  const last = await render(key, { width: 'full', format: 'PNG', crop: { aspect: 'SQUARE', place: 10 } })
  const whole = await render(key, { width: 'full', format: 'PNG' })

  const { width, height } = await sharp(first).metadata()
  assert.deepEqual([width, height], [300, 300])
  assert.deepEqual(await middleOf(first), [255, 0, 0])
  assert.deepEqual(await middleOf(last), [0, 0, 255])
  assert.equal((await sharp(whole).metadata()).width, 1200)
})
