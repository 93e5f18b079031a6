import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptySection, type SectionDraft, type SectionDrafts } from '../../admin/sections/section-draft.ts'
import { composeSections, mergeSections, saySame, type Choice } from '../../admin/writing/merge-sections.ts'

const section = (id: string, text: string = id): SectionDraft => ({
  ...emptySection(id),
  id,
  heading: id,
  body: [{ type: 'paragraph', children: [{ text }] }],
})
const added = (key: string, text: string = key): SectionDraft => ({ ...section(key, text), key, id: null })
const base = [section('a'), section('b'), section('c')]

const said = (sections: SectionDrafts) =>
  sections.map(({ heading, body }) => `${heading}: ${body[0]?.children?.[0]?.text}`)

/** Merges, with an answer for whatever has to be chosen, and says what came of it. */
function merged(mine: SectionDrafts, theirs: SectionDrafts, answers: Record<string, Choice> = {}) {
  const merge = mergeSections({ base, mine, theirs })
  const open = merge.rows.filter(({ choice }) => choice === null).map(({ key }) => key)
  const rows = merge.rows.map(row => ({ ...row, choice: answers[row.key] ?? row.choice }))
  return { open, order: merge.order, sections: composeSections({ ...merge, rows }) }
}

test('changes in different sections are both taken, and nothing has to be chosen', () => {
  const mine = [section('a', 'mine'), section('b'), section('c'), added('new')]
  const theirs = [section('a'), section('x'), section('b', 'theirs'), section('c')]

  const { open, sections } = merged(mine, theirs)

  assert.deepEqual(open, [])
  assert.deepEqual(said(sections), ['a: mine', 'x: x', 'b: theirs', 'c: c', 'new: new'])
})

test('a section that both changed is chosen: mine, theirs, or both as two sections', () => {
  const mine = [section('a', 'mine'), section('b'), section('c')]
  const theirs = [section('a', 'theirs'), section('b'), section('c')]

  const results = (['mine', 'theirs', 'both'] as const).map(choice => merged(mine, theirs, { a: choice }))

  assert.deepEqual(results[0]?.open, ['a'])
  assert.deepEqual(
    results.map(({ sections }) => said(sections)),
    [
      ['a: mine', 'b: b', 'c: c'],
      ['a: theirs', 'b: b', 'c: c'],
      ['a: theirs', 'a: mine', 'b: b', 'c: c'],
    ],
  )
  assert.deepEqual(
    results[2]?.sections.map(({ id }) => id),
    ['a', null, 'b', 'c'],
  )
})

test('what one deleted is gone where the other left it alone, and a question where the other changed it', () => {
  const untouched = merged([section('a'), section('c')], base)
  const changed = merged([section('a'), section('c')], [section('a'), section('b', 'theirs'), section('c')], {
    b: 'theirs',
  })
  const backAgain = merged([section('a', 'mine'), section('b'), section('c')], [section('b'), section('c')], {
    a: 'mine',
  })

  assert.deepEqual(said(untouched.sections), ['a: a', 'c: c'])
  assert.deepEqual([changed.open, said(changed.sections)], [['b'], ['a: a', 'b: theirs', 'c: c']])
  assert.deepEqual([backAgain.open, said(backAgain.sections)], [['a'], ['a: mine', 'b: b', 'c: c']])
  assert.equal(backAgain.sections[0]?.id, null, 'what is not stored any more is new to the database')
})

test('the order is that of whoever changed it; where both did, it is chosen', () => {
  const [a, b, c] = [section('a'), section('b'), section('c')]

  const byMe = merged([c, a, b], base)
  const byThem = merged(base, [b, a, c])
  const byBoth = merged([c, a, b], [b, a, c])

  assert.deepEqual(
    [said(byMe.sections), said(byThem.sections)],
    [
      ['c: c', 'a: a', 'b: b'],
      ['b: b', 'a: a', 'c: c'],
    ],
  )
  assert.equal(byBoth.order.choice, null)
})

test('sections that a lost answer had stored are recognised, so nothing stands twice', () => {
  const mine = [...base, added('new', 'typed')]
  const theirs = [...base, { ...section('stored', 'typed'), heading: 'new' }]

  const { open, sections } = merged(mine, theirs)

  assert.deepEqual(open, [])
  assert.deepEqual(
    sections.map(({ id }) => id),
    ['a', 'b', 'c', 'stored'],
  )
  assert.ok(saySame(mergeSections({ base, mine, theirs })))
  assert.ok(!saySame(mergeSections({ base, mine, theirs: base })))
})
