import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareLinks } from '../../workflow/compare-links.ts'

const link = (href: string, text: string) => ({ type: 'link', href, children: [{ text }] })
const paragraph = (...children: object[]) => ({
  type: 'paragraph',
  children: [{ text: '' }, ...children, { text: '' }],
})

test('a link that leads elsewhere is one removed and one added, though its words are the same', () => {
  const before = [paragraph(link('https://example.org/a', 'le rapport'))]
  const after = [paragraph(link('https://example.org/b', 'le rapport'))]

  assert.deepEqual(compareLinks(before, after), {
    added: [{ text: 'le rapport', address: 'https://example.org/b' }],
    removed: [{ text: 'le rapport', address: 'https://example.org/a' }],
  })
})

test('links that only moved are no change, also in lists and quotes; the same link once more is', () => {
  const one = link('https://example.org/a', 'ici')
  const before = [paragraph(one), { type: 'blockquote', children: [paragraph(link('https://example.org/b', 'là'))] }]
  const after = [paragraph(link('https://example.org/b', 'là'), one, one)]

  assert.deepEqual(compareLinks(before, after), {
    added: [{ text: 'ici', address: 'https://example.org/a' }],
    removed: [],
  })
})
