import type { DocumentNode } from '../sections/section-draft.ts'
import type { PastedBlock } from './pasted-block.ts'

/** Word writes no lists: its items are paragraphs whose style names a list and a level, with the bullet as text. */
type WordItem = { type: 'word-item'; level: number; isOrdered: boolean; children: DocumentNode[] }

export function wordItemOf(element: HTMLElement, read: () => DocumentNode[]): PastedBlock[] | null {
  const style = element.getAttribute('style') ?? ''
  const level = /mso-list\s*:[^;]*\blevel(\d+)/i.exec(style)?.[1]
  if (!level) return null
  const children = read()
  if (children.length === 0) return []
  const bullet = element.querySelector('[style*="mso-list:Ignore" i], [style*="mso-list: Ignore" i]')?.textContent ?? ''
  const item: WordItem = {
    type: 'word-item',
    level: Number(level),
    isOrdered: /[\p{L}\p{N}]+[.)]/u.test(bullet),
    children,
  }
  return [{ node: item }]
}

/** Items that follow each other become a list; deeper ones a list inside it. */
export function groupWordLists(blocks: PastedBlock[]): PastedBlock[] {
  const grouped: PastedBlock[] = []
  let items: WordItem[] = []
  const endList = () => {
    if (items.length > 0) grouped.push(...listsOf(items).map(node => ({ node })))
    items = []
  }
  for (const block of blocks) {
    if ('node' in block && isWordItem(block.node)) items.push(block.node)
    else {
      endList()
      grouped.push(block)
    }
  }
  endList()
  return grouped
}

/** “o” is Word's bullet of the second level, so a list is ordered where its first item is numbered. */
function listsOf(items: WordItem[]): DocumentNode[] {
  const [first] = items
  if (!first) return []
  const list: { type: string; children: DocumentNode[] } = {
    type: first.isOrdered ? 'ordered-list' : 'unordered-list',
    children: [],
  }
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index]
    if (!item) break
    let end = index + 1
    while ((items[end]?.level ?? 0) > item.level) end += 1
    const inner = listsOf(items.slice(index + 1, end)).slice(0, 1)
    list.children.push({
      type: 'list-item',
      children: [{ type: 'list-item-content', children: item.children }, ...inner],
    })
    index = end - 1
  }
  return [list]
}

const isWordItem = (node: DocumentNode): node is WordItem => node.type === 'word-item'
