import { safeHref } from './safe-href.ts'

/**
 * A body as readers get it: few kinds of block, each valid inside its container, so that neither HTML nor plain text
 * has to know what an editor may have nested into what.
 */
export type Block =
  | { kind: 'paragraph'; runs: Run[] }
  | { kind: 'heading'; level: 2 | 3 | 4 | 5 | 6; runs: Run[] }
  | { kind: 'code'; runs: Run[] }
  | { kind: 'list'; ordered: boolean; items: Block[][] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'divider' }

/** Letters that share their marks; neighbours with the same `link` object belong to one link. */
export type Run = { text: string; marks: Mark[]; link: { href: string } | null }

export const marks = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'superscript',
  'subscript',
  'code',
  'keyboard',
] as const
export type Mark = (typeof marks)[number]

type Node = Record<string, unknown>
type TextBlock = Extract<Block, { runs: Run[] }>
type Place = { block: (runs: Run[]) => TextBlock; inText: boolean }

/**
 * The Keystone document field's JSON as blocks. It may be of any shape: what has no meaning here (layouts, component
 * blocks, unknown types) gives its text, blocks without a letter are left out, and no letter is lost or moved.
 */
export function readBlocks(document: unknown): Block[] {
  return readChildren(document, { block: paragraph, inText: false })
}

function readChildren(children: unknown, place: Place): Block[] {
  const blocks: Block[] = []
  let runs: Run[] = []
  const endBlock = () => {
    if (runs.some(run => run.text !== '')) blocks.push(place.block(runs))
    runs = []
  }
  for (const node of nodesOf(children)) {
    if (isInline(node, place)) {
      runs.push(...readRuns(node, null))
      continue
    }
    endBlock()
    blocks.push(...readBlock(node))
  }
  endBlock()
  return blocks
}

function readBlock(node: Node): Block[] {
  switch (node.type) {
    case 'heading':
      return readChildren(node.children, {
        block: runs => ({ kind: 'heading', level: levelOf(node), runs }),
        inText: true,
      })
    case 'code':
      return readChildren(node.children, { block: runs => ({ kind: 'code', runs }), inText: true })
    case 'blockquote': {
      const blocks = readBlocks(node.children)
      return blocks.length > 0 ? [{ kind: 'quote', blocks }] : []
    }
    case 'ordered-list':
    case 'unordered-list':
      return readList(node)
    case 'divider':
      return [{ kind: 'divider' }, ...readBlocks(node.children)]
    case 'paragraph':
    case 'list-item-content':
    case 'component-inline-prop':
      return readChildren(node.children, { block: paragraph, inText: true })
    default:
      return readBlocks(node.children)
  }
}

function readList(node: Node): Block[] {
  const items = nodesOf(node.children)
    .map(item => readBlocks(item.type === 'list-item' ? item.children : [item]))
    .filter(blocks => blocks.length > 0)
  return items.length > 0 ? [{ kind: 'list', ordered: node.type === 'ordered-list', items }] : []
}

function readRuns(node: Node, link: Run['link']): Run[] {
  if (typeof node.text === 'string')
    return [{ text: node.text, marks: marks.filter(mark => node[mark] === true), link }]
  if (node.type === 'relationship') return [{ text: labelOf(node), marks: [], link }, ...readInside(node, link)]
  if (node.type !== 'link') return readInside(node, link)
  const href = safeHref(node.href)
  return readInside(node, href === null ? null : { href })
}

function readInside(node: Node, link: Run['link']): Run[] {
  return nodesOf(node.children).flatMap(child => readRuns(child, link))
}

const blockTypes = new Set<unknown>([
  'paragraph',
  'heading',
  'code',
  'blockquote',
  'ordered-list',
  'unordered-list',
  'list-item',
  'list-item-content',
  'divider',
  'layout',
  'layout-area',
  'component-block',
  'component-block-prop',
  'component-inline-prop',
])

/** A type that nobody knows is a word among words, and a block among blocks. */
function isInline(node: Node, place: Place): boolean {
  if (typeof node.text === 'string' || node.type === 'link' || node.type === 'relationship') return true
  return place.inText && !blockTypes.has(node.type)
}

function nodesOf(children: unknown): Node[] {
  return Array.isArray(children) ? children.filter(child => typeof child === 'object' && child !== null) : []
}

function labelOf(node: Node): string {
  const { data } = node
  return typeof data === 'object' && data !== null && 'label' in data && typeof data.label === 'string'
    ? data.label
    : ''
}

/** The page's h1 is the headline. */
function levelOf(node: Node): 2 | 3 | 4 | 5 | 6 {
  const { level } = node
  return level === 3 || level === 4 || level === 5 || level === 6 ? level : 2
}

function paragraph(runs: Run[]): TextBlock {
  return { kind: 'paragraph', runs }
}
