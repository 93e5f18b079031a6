import assert from 'node:assert/strict'
import { test } from 'node:test'

import { NewsroomError } from '../../errors.ts'
import {
  parseRenditionFile,
  parseRenditionQuery,
  pictureSrcset,
  pictureUrl,
  renditionWidth,
} from '../../images/picture-address.ts'

const refusedInWords = (words: RegExp) => (error: unknown) =>
  error instanceof NewsroomError && error.code === 'INVALID_INPUT' && words.test(error.message)

test('a width that is asked for goes to the next of the fixed widths', () => {
  const asked = [1, 320, 321, 500, 640, 1000, 1281, 1920]

  const widths = asked.map(width => renditionWidth(width, 4000))

  assert.deepEqual(widths, [320, 320, 640, 640, 640, 1280, 1920, 1920])
})

test('a picture is never given an address wider than itself', () => {
  const original = 700

  const widths = [500, 640, 641, 960, 9999].map(width => renditionWidth(width, original))

  assert.deepEqual(widths, [640, 640, 'full', 'full', 'full'])
})

test('a picture that is exactly as wide as a fixed width has one address for it, not two', () => {
  const url = pictureUrl({ key: 'k', width: 640, originalWidth: 640 })

  assert.equal(url, '/images/k/full.webp')
})

test('a picture is WebP at full width unless something else is asked for', () => {
  const picture = { key: 'k', originalWidth: 2000 }

  const urls = [
    pictureUrl(picture),
    pictureUrl({ ...picture, width: null, format: null }),
    pictureUrl({ ...picture, width: 500, format: 'JPEG' }),
    pictureUrl({ ...picture, format: 'AVIF', baseUrl: 'https://cms.example.org' }),
  ]

  assert.deepEqual(urls, [
    '/images/k/full.webp',
    '/images/k/full.webp',
    '/images/k/640.jpg',
    'https://cms.example.org/images/k/full.avif',
  ])
})

test('a width that is no number of pixels is refused in words', () => {
  for (const width of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => pictureUrl({ key: 'k', width, originalWidth: 2000 }), refusedInWords(/whole number/))
  }
})

test('a srcset lists every rendition up to 1920 pixels with its true width', () => {
  const wide = pictureSrcset({ key: 'k', originalWidth: 4000, format: 'PNG' })
  const middling = pictureSrcset({ key: 'k', originalWidth: 700, baseUrl: 'https://cms.example.org' })
  const narrow = pictureSrcset({ key: 'k', originalWidth: 200 })

  assert.equal(
    wide,
    '/images/k/320.png 320w, /images/k/640.png 640w, /images/k/960.png 960w, /images/k/1280.png 1280w, /images/k/1920.png 1920w',
  )
  assert.equal(
    middling,
    'https://cms.example.org/images/k/320.webp 320w, https://cms.example.org/images/k/640.webp 640w, ' +
      'https://cms.example.org/images/k/full.webp 700w',
  )
  assert.equal(narrow, '/images/k/full.webp 200w')
})

test('the end of an address names a width and a format', () => {
  const asked = ['640.webp', 'full.jpg', 'full.jpeg', '500.avif', '1.PNG'].map(parseRenditionFile)

  assert.deepEqual(asked, [
    { width: 640, format: 'WEBP' },
    { width: 'full', format: 'JPEG' },
    { width: 'full', format: 'JPEG' },
    { width: 500, format: 'AVIF' },
    { width: 1, format: 'PNG' },
  ])
})

test('a query asks for a width and a format, or leaves them out', () => {
  const asked = [{}, { width: '500' }, { format: 'jpg' }, { width: 'full', format: 'AVIF' }].map(parseRenditionQuery)

  assert.deepEqual(asked, [
    { width: 'full', format: 'WEBP' },
    { width: 500, format: 'WEBP' },
    { width: 'full', format: 'JPEG' },
    { width: 'full', format: 'AVIF' },
  ])
})

test('an address that names no rendition is refused with what can be asked for', () => {
  for (const file of ['640', '.webp', '640.', 'a.b.webp', '640.webp.exe', '']) {
    assert.throws(() => parseRenditionFile(file), refusedInWords(/640\.webp/), file)
  }
  for (const file of ['0.webp', '-1.webp', '1e3.webp', 'wide.webp', '9999999.webp', '٣٢٠.webp']) {
    assert.throws(() => parseRenditionFile(file), refusedInWords(/320, 640, 960, 1280, 1920/), file)
  }
  for (const file of ['640.gif', '640.svg', '640.toString', 'full.html']) {
    assert.throws(() => parseRenditionFile(file), refusedInWords(/jpg, png, webp, avif/), file)
  }
})

test('a crop has an address for each place of what it shows, and its own widths', () => {
  const picture = { key: 'k', originalWidth: 1600, originalHeight: 900, aspect: 'SQUARE' as const }

  const urls = [
    pictureUrl({ ...picture, width: 320 }),
    pictureUrl({ ...picture, width: 320, focalPoint: { x: 0.1, y: 0.9 } }),
    pictureUrl({ ...picture, width: 1280, focalPoint: { x: 0.9, y: 0.9 }, format: 'JPEG' }),
    pictureSrcset({ ...picture, focalPoint: { x: 1, y: 0 } }),
  ]

  assert.deepEqual(urls, [
    '/images/k/320-1x1-5.webp',
    '/images/k/320-1x1-0.webp',
    '/images/k/full-1x1-10.jpg',
    '/images/k/320-1x1-10.webp 320w, /images/k/640-1x1-10.webp 640w, /images/k/full-1x1-10.webp 900w',
  ])
})

test('the end of an address names a crop, and no other than there are', () => {
  const crops = ['640-16x9-3.webp', 'full-4x5-10.jpg'].map(parseRenditionFile)

  assert.deepEqual(crops, [
    { width: 640, format: 'WEBP', crop: { aspect: 'SIXTEEN_BY_NINE', place: 3 } },
    { width: 'full', format: 'JPEG', crop: { aspect: 'FOUR_BY_FIVE', place: 10 } },
  ])
  for (const crop of ['2x1-3', '16x9', '16x9-', '16x9-11', '16x9--1', '16x9-03', '16x9-1e1', '16x9-3-3', '1x1-5x']) {
    assert.throws(() => parseRenditionFile(`640-${crop}.webp`), refusedInWords(/1x1, 4x5, 4x3, 3x2, 16x9/), crop)
  }
})
