import type { DocumentNode } from '../sections/section-draft.ts'
import { paragraphOf, type Pasted } from './pasted-block.ts'

/** Plain text to the letter: its paragraphs, and lists where every line is an item. A dash may begin a line of speech. */
export function readPlain(given: string): Pasted {
  const text = given
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])[\p{Cc}\p{Cs}\u2028\u2029\ufeff]/gu, '')
    .replace(/\t/g, '  ')
  const hasEmptyLines = /\n\s*\n/.test(text.trim())
  const parts = text.split(hasEmptyLines ? /\n(?:[ \u00a0]*\n)+/ : /(?!)/)
  return { blocks: parts.flatMap(part => blocksOf(part, hasEmptyLines)).map(node => ({ node })), leftOutPictures: 0 }
}

function blocksOf(part: string, linesBelongTogether: boolean): DocumentNode[] {
  const lines = part
    .split('\n')
    .map(line => line.trimEnd())
    .filter(line => line.trim() !== '')
  if (lines.length === 0) return []
  const list = listOf(lines)
  if (list) return [list]
  return (linesBelongTogether ? [lines.join('\n')] : lines).map(line => paragraphOf([{ text: line }]))
}

function listOf(lines: string[]): DocumentNode | null {
  const bulleted = lines.map(line => /^\s*(?:[•·▪◦‣]|[-*](?=\s))\s*(.+)$/.exec(line)?.[1])
  if (lines.length > 1 && bulleted.every(item => item !== undefined)) return nodeOf('unordered-list', bulleted)
  const numbered = lines.map((line, index) => new RegExp(`^\\s*${index + 1}[.)]\\s+(.+)$`).exec(line)?.[1])
  if (lines.length > 1 && numbered.every(item => item !== undefined)) return nodeOf('ordered-list', numbered)
  return null
}

const nodeOf = (type: string, items: string[]): DocumentNode => ({
  type,
  children: items.map(text => ({ type: 'list-item', children: [{ type: 'list-item-content', children: [{ text }] }] })),
})
