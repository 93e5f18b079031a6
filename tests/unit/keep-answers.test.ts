import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepAnswers } from '../../delivery/cache/keep-answers.ts'
import { readyAnswer } from '../../delivery/cache/ready-answer.ts'
import { until } from '../until.ts'

const answer = ({
  size = 10,
  dependencies = ['articles'],
  keepForMs,
}: { size?: number; dependencies?: string[]; keepForMs?: number } = {}) =>
  readyAnswer({ body: 'x'.repeat(size), contentType: 'text/plain', headers: {}, dependencies, keepForMs })

test('what was asked for longest ago goes first, and the bound in bytes holds', () => {
  const bytes = 100_000
  const kept = keepAnswers(bytes)
  for (let index = 0; index < 20; index++) {
    kept.keep(`/${index}`, answer({ size: 8_000 }))
    kept.get('/0')
  }

  assert.ok(kept.figures().bytes <= bytes)
  assert.ok(kept.figures().entries >= 8)
  assert.deepEqual(
    [kept.get('/0') !== undefined, kept.get('/1'), kept.get('/19') !== undefined],
    [true, undefined, true],
  )
})

test('one answer does not push out all others, and without memory none is kept', () => {
  const kept = keepAnswers(100_000)
  const none = keepAnswers(0)

  kept.keep('/large', answer({ size: 20_000 }))
  none.keep('/', answer())

  assert.deepEqual([kept.get('/large'), none.get('/')], [undefined, undefined])
  assert.deepEqual([kept.drop(['articles']), none.drop(['articles'])], [0, 0])
})

test('exactly the answers that depend on something are dropped, each counted once', () => {
  const kept = keepAnswers(100_000)
  kept.keep('/both', answer({ dependencies: ['article:a', 'tag:t'] }))
  kept.keep('/a', answer({ dependencies: ['article:a'] }))
  kept.keep('/b', answer({ dependencies: ['article:b'] }))

  const dropped = kept.drop(['article:a', 'tag:t', 'article:unknown'])

  assert.equal(dropped, 2)
  assert.deepEqual(
    ['/both', '/a', '/b'].filter(key => kept.get(key)),
    ['/b'],
  )
})

test('an answer that took another’s place depends on its own things alone', () => {
  const kept = keepAnswers(100_000)
  kept.keep('/', answer({ dependencies: ['article:a', 'articles'] }))
  kept.keep('/', answer({ dependencies: ['article:b', 'articles'] }))

  assert.equal(kept.drop(['article:a']), 0)
  assert.equal(kept.drop(['articles']), 1)
})

test('an answer that the clock makes wrong goes by itself', async () => {
  const kept = keepAnswers(100_000)
  kept.keep('/', answer({ keepForMs: 1 }))

  await until('it is gone', async () => kept.get('/') === undefined)

  assert.equal(kept.drop(['articles']), 0)
})
