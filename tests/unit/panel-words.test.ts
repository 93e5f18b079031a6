import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { reasonLines } from '../../admin/panel/reason-lines.ts'
import { transitionNames, transitions } from '../../workflow/transitions.ts'

test('the buttons are called as the transition table calls its moves', () => {
  const words = readFileSync('admin/panel/move-words.ts', 'utf8')
  const english = words.slice(0, words.indexOf('  fr: {'))
  for (const name of transitionNames)
    assert.ok(english.includes(`    ${name}: '${transitions[name].label}',`), `${name} is “${transitions[name].label}”`)
})

test('every condition of the transition table has its line for a closed move, in both languages', () => {
  const [english = '', french = ''] = readFileSync('admin/panel/refusal-words.ts', 'utf8').split('  fr: {').slice(0, 2)
  const because = new Set(transitionNames.flatMap(name => transitions[name].when.map(condition => condition.because)))
  for (const code of because)
    for (const words of [english, french]) assert.ok(words.includes(`    ${code}: '`), `${code} is said`)
})

test('a reason on record is told apart from a public note, an override and a time', () => {
  const reason =
    'Le chiffre était faux.\nVoir le rapport.\nNote: Il s’agit de 12.\nAt 2026-10-25T00:30:00.000Z.\nOverride: Urgence.'

  assert.deepEqual(reasonLines(reason), [
    { kind: 'reason', text: 'Le chiffre était faux.\nVoir le rapport.' },
    { kind: 'note', text: 'Il s’agit de 12.' },
    { kind: 'time', text: '2026-10-25T00:30:00.000Z' },
    { kind: 'override', text: 'Urgence.' },
  ])
  assert.deepEqual(reasonLines(null), [])
})
