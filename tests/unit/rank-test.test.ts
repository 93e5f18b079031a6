import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareRanks, median } from '../rank-test.ts'

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

test('samples of one kind are told apart by chance alone', () => {
  assert.deepEqual(compareRanks(upTo(50), upTo(50)), { larger: 0.5, deviations: 0 })
  assert.deepEqual(compareRanks([1, 1, 1], [1, 1, 1]), { larger: 0.5, deviations: 0 })
})

test('samples that are all larger are told apart, as far as their number allows', () => {
  const { larger, deviations } = compareRanks(
    upTo(50).map(value => value + 50),
    upTo(50),
  )

  assert.equal(larger, 1)
  // (nm - nm/2) / √(nm(n + m + 1) / 12), for n = m = 50.
  assert.ok(Math.abs(deviations - 8.617) < 0.001)
})

test('of pairs with ties, half a tie counts', () => {
  assert.equal(compareRanks([2], [1, 2, 3]).larger, 0.5)
  assert.equal(compareRanks([3], [1, 2, 3]).larger, 2.5 / 3)
})

test('a median lies in the middle', () => {
  assert.deepEqual([median([3, 1, 2]), median([4, 1, 2, 3])], [2, 2.5])
})
