import { readBlocks, type Block, type Run } from '../publication/document-blocks.ts'

/** A link of a text: the words it stands on, and where it leads. */
export type TextLink = { text: string; address: string }

/** Links that one body has and the other has not, in the order of their text; the same link twice counts as two. */
export function compareLinks(from: unknown, to: unknown): { added: TextLink[]; removed: TextLink[] } {
  const [before, after] = [linksOf(from), linksOf(to)]
  return { added: without(after, before), removed: without(before, after) }
}

function linksOf(body: unknown): TextLink[] {
  const links = new Map<object, TextLink>()
  for (const { text, link } of runsOf(readBlocks(body))) {
    if (!link) continue
    const known = links.get(link)
    links.set(link, { text: (known?.text ?? '') + text, address: link.href })
  }
  return [...links.values()]
}

function runsOf(blocks: Block[]): Run[] {
  return blocks.flatMap(block => {
    if ('runs' in block) return block.runs
    if (block.kind === 'list') return block.items.flatMap(runsOf)
    return block.kind === 'quote' ? runsOf(block.blocks) : []
  })
}

function without(links: TextLink[], others: TextLink[]): TextLink[] {
  const left = others.map(keyOf)
  return links.filter(link => {
    const place = left.indexOf(keyOf(link))
    if (place >= 0) left.splice(place, 1)
    return place < 0
  })
}

const keyOf = ({ text, address }: TextLink) => `${address}\n${text}`
