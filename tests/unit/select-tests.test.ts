import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { selectTests } from '../../commands/select-tests.ts'

const own = path.join('tests', 'unit', 'select-tests.test.ts')

test('without words all tests run, the quickest first', () => {
  const selected = selectTests([])

  assert.equal(selected[0]?.part, 'unit')
  assert.ok(selected[0].files.includes(own))
  assert.ok(selected.some(({ part }) => part === 'api'))
})

test('the name of a part runs that part alone', () => {
  const selected = selectTests(['unit'])

  assert.deepEqual(
    selected.map(({ part }) => part),
    ['unit'],
  )
})

test('the name of a file runs that file alone', () => {
  const selected = selectTests([path.resolve(own)])

  assert.deepEqual(selected, [{ part: 'unit', files: [own] }])
})

test('a word that names no tests is refused with what can be said', () => {
  assert.throws(() => selectTests(['unti']), { code: 'INVALID_INPUT', message: /“unti” names no tests.*unit, api/ })
})
