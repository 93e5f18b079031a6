import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureSections } from '../../admin/sections/measure-sections.ts'
import { emptySection, type Body } from '../../admin/sections/section-draft.ts'
import { countWords } from '../../publication/reading-time.ts'
import { renderDocument } from '../../publication/render-document.ts'

const text = (words: string, marks: object = {}) => ({ text: words, ...marks })
const item = (words: string) => ({
  type: 'list-item',
  children: [{ type: 'list-item-content', children: [text(words)] }],
})

const body: Body = [
  {
    type: 'paragraph',
    children: [
      text('Un mot '),
      text('gras', { bold: true }),
      text('se, et un '),
      { type: 'link', href: 'https://example.org', children: [text('lien')] },
      text('.'),
    ],
  },
  { type: 'unordered-list', children: [item('premier point'), item('second')] },
  { type: 'blockquote', children: [{ type: 'paragraph', children: [text('« Cité »')] }] },
]

test('the desk counts words as the server does, in marks, links, lists and quotes', () => {
  const section = { ...emptySection('a'), heading: 'Un titre', body }

  const { words } = measureSections([section])

  assert.equal(words, countWords(['Un titre', renderDocument(body).text]))
  assert.equal(words, 12)
})

test('a story that has begun a minute takes a minute, and an empty one none', () => {
  const short = { ...emptySection('a'), heading: 'Un' }

  assert.deepEqual([measureSections([short]).minutes, measureSections([]).minutes], [1, 0])
})
