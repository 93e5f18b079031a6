import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { pictureWidths } from '../../images/picture-address.ts'
import { largestRenditionPixels, largestRenditionSide, sizeRendition } from '../../images/size-rendition.ts'

test('a rendition keeps the proportions of its picture', () => {
  const original = { width: 3000, height: 2000 }

  const sizes = [sizeRendition(original, 640), sizeRendition(original, 'full')]

  assert.deepEqual(sizes, [
    { width: 640, height: 427 },
    { width: 3000, height: 2000 },
  ])
})

test('a picture narrower than the width asked for is not enlarged', () => {
  assert.deepEqual(sizeRendition({ width: 200, height: 100 }, 320), { width: 200, height: 100 })
})

test('a picture of 100 megapixels is shown whole at 24', () => {
  assert.deepEqual(sizeRendition({ width: 10_000, height: 10_000 }, 'full'), { width: 4899, height: 4899 })
})

test('no rendition of any picture is larger than it, or than what can be encoded, or empty', () => {
  const side = fc.integer({ min: 1, max: 100_000 })
  const asked = fc.constantFrom(...pictureWidths, 'full' as const)

  fc.assert(
    fc.property(side, side, asked, (width, height, wanted) => {
      const size = sizeRendition({ width, height }, wanted)

      assert.ok(size.width >= 1 && size.height >= 1)
      assert.ok(size.width <= width && size.height <= height)
      assert.ok(wanted === 'full' || size.width <= wanted)
      assert.ok(size.width <= largestRenditionSide && size.height <= largestRenditionSide)
      // Rounding to whole pixels may add half a row.
      assert.ok(size.width * size.height <= largestRenditionPixels + Math.max(size.width, size.height))
    }),
  )
})
