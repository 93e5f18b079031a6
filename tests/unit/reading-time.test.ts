import assert from 'node:assert/strict'
import test from 'node:test'
import { countWords, readingMinutes } from '../../publication/reading-time.ts'

test('a word is what stands between spaces, of any kind, and holds a letter or a digit', () => {
  assert.equal(countWords(["L'été, aujourd’hui, l’après-midi"]), 3)
  assert.equal(countWords(['à 12\u00a0h\u202f15 : «\u00a0tirs\u00a0» – et après ?']), 7)
  assert.equal(countWords(['e\u0301te\u0301\nprochain\u3000✅ 👋🏽']), 2)
  assert.equal(countWords(['قال المتحدث', 'שלום עולם']), 4)
  assert.equal(countWords(['', ' \n ', '…']), 0)
})

test('scripts without spaces are counted by their words, too', () => {
  assert.equal(countWords(['和平。和平']), 2)
  assert.equal(countWords(['ภาษาไทย']), 2)
})

test('a long text without spaces is counted in a blink', () => {
  const started = performance.now()

  const words = countWords(['和平'.repeat(50_000)])

  assert.equal(words, 50_000)
  assert.ok(performance.now() - started < 5_000)
})

test('reading takes a minute for every 200 words, begun ones counted', () => {
  assert.deepEqual([0, 1, 200, 201, 400, 401, 527].map(readingMinutes), [0, 1, 1, 2, 2, 3, 3])
})
