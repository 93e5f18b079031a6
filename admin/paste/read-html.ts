import type { DocumentNode } from '../sections/section-draft.ts'
import { groupWordLists, wordItemOf } from './word-lists.ts'
import { paragraphOf, withoutHeadings, type Pasted, type PastedBlock } from './pasted-block.ts'
import {
  isRubbish,
  marksOf,
  noMarks,
  readInline,
  textOfInline,
  tidyInline,
  type LeftOut,
  type Marks,
} from './read-inline.ts'

const headings = new Set(['H1', 'H2', 'H3', 'H4', 'H5', 'H6'])
const blockNames = new Set([
  ...headings,
  'P',
  'DIV',
  'UL',
  'OL',
  'LI',
  'BLOCKQUOTE',
  'TABLE',
  'THEAD',
  'TBODY',
  'TFOOT',
  'TR',
  'TD',
  'TH',
  'PRE',
  'SECTION',
  'ARTICLE',
  'HEADER',
  'FOOTER',
  'MAIN',
  'ASIDE',
  'NAV',
  'FIGURE',
  'FIGCAPTION',
  'DL',
  'DT',
  'DD',
  'HR',
  'ADDRESS',
  'DETAILS',
  'SUMMARY',
  'FORM',
  'CENTER',
])

/** The structure of pasted HTML — headings, paragraphs, lists, quotes, emphasis, links — and nothing else of it. */
export function readHtml(html: string): Pasted {
  // Nothing of such a document runs, and nothing in it is fetched.
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  const leftOut: LeftOut = { pictures: 0 }
  return { blocks: readBlocks(body, noMarks, leftOut), leftOutPictures: leftOut.pictures }
}

function readBlocks(container: HTMLElement, marks: Marks, leftOut: LeftOut): PastedBlock[] {
  const blocks: PastedBlock[] = []
  let line: DocumentNode[] = []
  const endLine = () => {
    blocks.push(...paragraphsOf(line))
    line = []
  }
  for (const child of container.childNodes) {
    if (child instanceof HTMLElement && holdsBlocks(child)) {
      endLine()
      if (!isRubbish(child)) blocks.push(...readBlock(child, marksOf(child, marks), leftOut))
    } else line.push(...readInline(child, marks, leftOut))
  }
  endLine()
  return groupWordLists(blocks)
}

function readBlock(element: HTMLElement, marks: Marks, leftOut: LeftOut): PastedBlock[] {
  const { tagName } = element
  if (headings.has(tagName) || element.classList.contains('MsoTitle')) return headingOf(element, leftOut)
  if (tagName === 'UL' || tagName === 'OL') return [{ node: readList(element, marks, leftOut) }].filter(hasItems)
  if (tagName === 'BLOCKQUOTE' || /^Mso(Intense)?Quote/.test(element.className)) return quoteOf(element, marks, leftOut)
  if (tagName === 'TR') return rowOf(element, marks, leftOut)
  if (tagName === 'PRE') return preformatted(element)
  return wordItemOf(element, () => inlineOf(element, marks, leftOut)) ?? readBlocks(element, marks, leftOut)
}

function headingOf(element: HTMLElement, leftOut: LeftOut): PastedBlock[] {
  const heading = textOfInline(inlineOf(element, noMarks, leftOut))
    .replaceAll('\n', ' ')
    .trim()
  return heading ? [{ heading }] : []
}

function quoteOf(element: HTMLElement, marks: Marks, leftOut: LeftOut): PastedBlock[] {
  const children = withoutHeadings(readBlocks(element, marks, leftOut))
  return children.length > 0 ? [{ node: { type: 'blockquote', children } }] : []
}

function readList(element: HTMLElement, marks: Marks, leftOut: LeftOut): DocumentNode {
  const items: DocumentNode[] = []
  for (const child of element.children) {
    if (!(child instanceof HTMLElement)) continue
    // Google Docs puts the inner list beside its item, not into it.
    if (isList(child)) items.at(-1)?.children?.push(readList(child, marks, leftOut))
    else items.push(readItem(child, marksOf(child, marks), leftOut))
  }
  return {
    type: element.tagName === 'OL' ? 'ordered-list' : 'unordered-list',
    children: items.filter(({ children }) => textOfInline(children ?? [])),
  }
}

function readItem(item: HTMLElement, marks: Marks, leftOut: LeftOut): DocumentNode {
  const inner = [...item.children].find((child): child is HTMLElement => child instanceof HTMLElement && isList(child))
  const own = [...item.childNodes].filter(child => child !== inner)
  const lines = own.flatMap(child => [
    ...readInline(child, marks, leftOut),
    ...(child instanceof HTMLElement && blockNames.has(child.tagName) ? [{ text: '\n' }] : []),
  ])
  const content = { type: 'list-item-content', children: orEmpty(tidyInline(lines)) }
  return { type: 'list-item', children: inner ? [content, readList(inner, marks, leftOut)] : [content] }
}

/** There are no tables in a story: a row becomes a line. */
function rowOf(row: HTMLElement, marks: Marks, leftOut: LeftOut): PastedBlock[] {
  const cells = [...row.children]
    .map(cell => tidyInline(readInline(cell, marks, leftOut)))
    .filter(cell => cell.length > 0)
  return paragraphsOf(cells.flatMap((cell, index) => (index > 0 ? [{ text: ' | ' }, ...cell] : cell)))
}

function preformatted(element: HTMLElement): PastedBlock[] {
  const text = (element.textContent ?? '').replace(/\s+$/, '')
  return text ? [{ node: paragraphOf([{ text: text.replace(/\r\n?/g, '\n').replace(/\t/g, '  ') }]) }] : []
}

const inlineOf = (element: HTMLElement, marks: Marks, leftOut: LeftOut) =>
  tidyInline([...element.childNodes].flatMap(child => readInline(child, marks, leftOut)))

/** An empty line within a line of text begins a new paragraph; an empty paragraph is nothing. */
function paragraphsOf(line: DocumentNode[]): PastedBlock[] {
  const children = tidyInline(line)
  const isBlank = !textOfInline(children).replaceAll('\u00a0', ' ').trim()
  return isBlank ? [] : [{ node: paragraphOf(children) }]
}

const isList = ({ tagName }: Element) => tagName === 'UL' || tagName === 'OL'
const hasItems = ({ node }: { node: DocumentNode }) => (node.children ?? []).length > 0
const orEmpty = (children: DocumentNode[]) => (children.length > 0 ? children : [{ text: '' }])

function holdsBlocks(element: HTMLElement): boolean {
  return blockNames.has(element.tagName) || element.querySelector([...blockNames].join(',')) !== null
}
