import assert from 'node:assert/strict'
import { test } from 'node:test'

import { NewsroomError } from '../../errors.ts'
import { takeTurns } from '../../images/take-turns.ts'

test('no more pieces of work run at once than are allowed, and all of them run', async () => {
  const turn = takeTurns({ atOnce: 2, waiting: 100 })
  let running = 0
  let most = 0
  const work = async (result: number) => {
    running += 1
    most = Math.max(most, running)
    await new Promise(resolve => setImmediate(resolve))
    running -= 1
    return result
  }

  const results = await Promise.all([1, 2, 3, 4, 5, 6, 7].map(result => turn(() => work(result))))

  assert.deepEqual(results, [1, 2, 3, 4, 5, 6, 7])
  assert.equal(most, 2)
})

test('work that fails frees its place for the next', async () => {
  const turn = takeTurns({ atOnce: 1, waiting: 1 })
  const failing = turn(() => Promise.reject(new Error('broken')))
  const next = turn(() => Promise.resolve('done'))

  await assert.rejects(failing, /broken/)
  const later = await turn(() => Promise.resolve('done too'))

  assert.equal(await next, 'done')
  assert.equal(later, 'done too')
})

test('when the line is full, the next in it is turned away in words', async () => {
  const turn = takeTurns({ atOnce: 1, waiting: 1 })
  const first = turn(() => new Promise(resolve => setImmediate(resolve)))
  const second = turn(() => Promise.resolve())

  const third = turn(() => Promise.resolve())

  await assert.rejects(third, error => error instanceof NewsroomError && error.code === 'UNAVAILABLE')
  await Promise.all([first, second])
})
