import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cropAround, moveWithin } from '../../admin/pictures/crop-around.ts'
import { cropAround as cropForReaders, pictureAspects, type PictureAspect } from '../../images/crop-picture.ts'

const landscape = { width: 300, height: 200 }

test('without a focal point, crops show the middle; with one at the edge, the edge', () => {
  const square = (x: number) => cropAround(landscape, 1, { x, y: 0.5 }).x

  assert.deepEqual(cropAround(landscape, 1, null), { x: 50, y: 50 })
  assert.deepEqual([square(0), square(0.5), square(1)], [0, 50, 100])
  assert.equal(Math.round(cropAround(landscape, 16 / 9, { x: 0.5, y: 0.1 }).y), 0)
})

test('an editor is shown the very crop that readers get', () => {
  const side = fc.integer({ min: 50, max: 20_000 })
  const part = fc.double({ min: 0, max: 1, noNaN: true })
  const aspects = fc.constantFrom(...(Object.keys(pictureAspects) as PictureAspect[])) // its keys are known

  fc.assert(
    fc.property(side, side, aspects, part, part, (width, height, aspect, x, y) => {
      const [across, down] = pictureAspects[aspect]
      const shown = cropAround({ width, height }, across / down, { x, y })
      const { place } = cropForReaders({ width, height }, aspect, { x, y })
      // A picture that has the shape already, to the pixel, is cropped nowhere; half way between two steps either is right.
      const isWhole = Math.abs(width * down - height * across) <= Math.max(across, down)
      const along = width * down > height * across ? shown.x : shown.y
      assert.ok(isWhole || Math.abs(along - place * 10) <= 10, `${along} and ${place * 10}`)
    }),
  )
  assert.deepEqual(cropAround(landscape, 1, { x: 0.62, y: 0.5 }).x, 90)
  assert.equal(cropForReaders(landscape, 'SQUARE', { x: 0.62, y: 0.5 }).place, 9)
})

test('whatever the picture, the shape and the point: the point is inside the crop, and the crop inside the picture', () => {
  const side = fc.integer({ min: 1, max: 20_000 })
  const part = fc.double({ min: 0, max: 1, noNaN: true })
  const ratio = fc.double({ min: 0.2, max: 5, noNaN: true })

  fc.assert(
    fc.property(side, side, ratio, part, part, (width, height, shape, x, y) => {
      const position = cropAround({ width, height }, shape, { x, y })
      for (const [at, percent, shown] of [
        [x, position.x, Math.min(1, shape / (width / height))],
        [y, position.y, Math.min(1, width / height / shape)],
      ] as const) {
        if (shown < 0.2) continue // so little of it is shown that a step of a tenth is more
        const start = (percent / 100) * (1 - shown)
        assert.ok(percent >= 0 && percent <= 100 + 1e-9, String(percent))
        assert.ok(start <= at + 1e-9 && at <= start + shown + 1e-9, `${at} in ${start} and ${shown} more`)
      }
    }),
  )
})

test('the point never leaves the picture', () => {
  assert.deepEqual(moveWithin({ x: 0.995, y: 0 }, { x: 0.01, y: -0.1 }), { x: 1, y: 0 })
  assert.deepEqual(moveWithin({ x: 0.1, y: 0.2 }, { x: 0.2, y: 0.01 }), { x: 0.3, y: 0.21 })
})
