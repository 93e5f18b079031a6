import assert from 'node:assert/strict'
import { test } from 'node:test'
import { steadyGrowth } from '../steady-growth.ts'

test('noise is no growth, and one value that is far off is none either', () => {
  assert.equal(steadyGrowth([50, 52, 49, 51, 50, 52, 49, 50]), 0)
  assert.equal(steadyGrowth([50, 50, 50, 90, 50, 50, 50, 50]), 0)
})

test('what grows a little each time is found under noise', () => {
  const growth = steadyGrowth([50, 54, 51, 56, 55, 58, 56, 60])

  assert.ok(growth > 6 && growth < 12, String(growth))
})
