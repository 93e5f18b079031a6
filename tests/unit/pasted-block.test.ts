import assert from 'node:assert/strict'
import { test } from 'node:test'
import { divideAtHeadings, paragraphOf, withoutHeadings, type PastedBlock } from '../../admin/paste/pasted-block.ts'

const paragraph = (text: string): PastedBlock => ({ node: paragraphOf([{ text }]) })
const pasted: PastedBlock[] = [paragraph('Avant.'), { heading: 'Les faits' }, paragraph('Un.'), paragraph('Deux.')]

test('within a text a pasted heading becomes a line in bold', () => {
  const nodes = withoutHeadings(pasted)

  assert.deepEqual(nodes[1], paragraphOf([{ text: 'Les faits', bold: true }]))
  assert.equal(nodes.length, 4)
})

test('at the end of a text each pasted heading begins a section, with what stands below it', () => {
  const { here, sections } = divideAtHeadings([...pasted, { heading: 'La suite' }])

  assert.deepEqual(here, [paragraphOf([{ text: 'Avant.' }])])
  assert.deepEqual(
    sections.map(({ heading, nodes }) => [heading, nodes.length]),
    [
      ['Les faits', 2],
      ['La suite', 0],
    ],
  )
})
