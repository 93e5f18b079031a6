import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { canonicalCrop, cropAround, cropBox, pictureAspects, type PictureAspect } from '../../images/crop-picture.ts'

test('a crop keeps the focal point in its middle where the picture allows it, and inside everywhere', () => {
  const wide = { width: 3000, height: 1000 }

  const boxes = [0, 0.5, 0.6, 1].map(x => cropBox(wide, cropAround(wide, 'SQUARE', { x, y: 0.5 })))

  assert.deepEqual(
    boxes.map(({ left, top, width, height }) => [left, top, width, height]),
    [
      [0, 0, 1000, 1000],
      [1000, 0, 1000, 1000],
      [1400, 0, 1000, 1000],
      [2000, 0, 1000, 1000],
    ],
  )
})

test('a tall picture is cropped from top and bottom, and without a focal point in its middle', () => {
  const tall = { width: 900, height: 1600 }

  assert.deepEqual(cropBox(tall, cropAround(tall, 'SIXTEEN_BY_NINE', null)), {
    left: 0,
    top: 547,
    width: 900,
    height: 506,
  })
})

test('a picture that has the aspect already is cropped in one place', () => {
  const picture = { width: 1600, height: 900 }

  const crop = cropAround(picture, 'SIXTEEN_BY_NINE', { x: 0, y: 0 })

  assert.deepEqual(crop, { aspect: 'SIXTEEN_BY_NINE', place: 5 })
  assert.deepEqual(canonicalCrop(picture, { aspect: 'SIXTEEN_BY_NINE', place: 0 }), crop)
  assert.deepEqual(canonicalCrop(picture, { aspect: 'SQUARE', place: 0 }), { aspect: 'SQUARE', place: 0 })
})

test('whatever the picture and the focal point, a crop lies inside, shows the point, and has its aspect', () => {
  const side = fc.integer({ min: 1, max: 20_000 })
  const unit = fc.double({ min: 0, max: 1, noNaN: true })
  const aspects = Object.keys(pictureAspects) as PictureAspect[] // its keys are known

  fc.assert(
    fc.property(side, side, unit, unit, fc.constantFrom(...aspects), (width, height, x, y, aspect) => {
      const { left, top, ...size } = cropBox({ width, height }, cropAround({ width, height }, aspect, { x, y }))

      const [across, down] = pictureAspects[aspect]
      assert.ok(left >= 0 && top >= 0 && size.width >= 1 && size.height >= 1)
      assert.ok(left + size.width <= width && top + size.height <= height)
      assert.ok(Math.abs(size.width * down - size.height * across) <= Math.max(across, down))
      // A place is a tenth of what is left over, so the point may lie a twentieth of that beside the crop's edge.
      assert.ok(x * width >= left - width / 20 - 1 && x * width <= left + size.width + width / 20 + 1)
      assert.ok(y * height >= top - height / 20 - 1 && y * height <= top + size.height + height / 20 + 1)
    }),
  )
})
