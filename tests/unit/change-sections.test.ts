import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  duplicateSection,
  moveSection,
  rememberRemoved,
  restoreSection,
  rowsOf,
  type RemovedSection,
} from '../../admin/sections/change-sections.ts'
import { emptySection, inputOf, type SectionDrafts } from '../../admin/sections/section-draft.ts'

const listOf = (...keys: string[]): SectionDrafts => keys.map(key => ({ ...emptySection(key), id: `id-${key}` }))
const keysOf = (sections: SectionDrafts) => sections.map(({ key }) => key).join(' ')

/** Deletes one after the other, as an editor presses the buttons. */
function remove(sections: SectionDrafts, ...keys: string[]) {
  let removed: readonly RemovedSection[] = []
  for (const key of keys) {
    removed = rememberRemoved(sections, removed, key)
    sections = sections.filter(section => section.key !== key)
  }
  return { sections, removed }
}

test('a section moves one place, and stops at either end', () => {
  const sections = listOf('a', 'b', 'c')

  const moved = [moveSection(sections, 'c', -1), moveSection(sections, 'a', 1), moveSection(sections, 'a', -1)]

  assert.deepEqual(moved.map(keysOf), ['a c b', 'b a c', 'a b c'])
})

test('a copy stands after its original and is new to the database', () => {
  const [, copy] = duplicateSection(listOf('a', 'b'), 'a', 'copy')

  assert.ok(copy)
  assert.equal(copy.key, 'copy')
  assert.equal('id' in inputOf(copy), false)
})

test('deleted sections are shown where they stood, whatever was deleted first', () => {
  const { sections, removed } = remove(listOf('a', 'b', 'c', 'd'), 'c', 'b')

  const rows = rowsOf(sections, removed)

  assert.deepEqual(
    rows.map(({ section, isRemoved }) => (isRemoved ? `(${section.key})` : section.key)),
    ['a', '(b)', '(c)', 'd'],
  )
})

test('undoing every deletion, in any order, gives back the list as it was', () => {
  const orders = [
    ['b', 'c', 'a'],
    ['a', 'b', 'c'],
    ['c', 'a', 'b'],
  ]

  for (const undoing of orders) {
    let { sections, removed } = remove(listOf('a', 'b', 'c', 'd'), 'b', 'a', 'c')
    for (const key of undoing) {
      sections = restoreSection(sections, removed, key)
      removed = removed.filter(({ section }) => section.key !== key)
    }
    assert.equal(keysOf(sections), 'a b c d', `undone in the order ${undoing.join(' ')}`)
  }
})
