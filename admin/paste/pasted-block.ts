import type { DocumentNode } from '../sections/section-draft.ts'

/** What was pasted, block by block: a heading, or a block as the document editor keeps it. */
export type PastedBlock = { heading: string } | { node: DocumentNode }
export type Pasted = { blocks: PastedBlock[]; leftOutPictures: number }

export const paragraphOf = (children: DocumentNode[]): DocumentNode => ({ type: 'paragraph', children })

/** Headings where no section can begin: a line of its own, in bold. */
export const withoutHeadings = (blocks: PastedBlock[]): DocumentNode[] =>
  blocks.map(block => ('heading' in block ? paragraphOf([{ text: block.heading, bold: true }]) : block.node))

export type PastedSection = { heading: string; nodes: DocumentNode[] }

/** What stands before the first heading, and a section for each heading with what follows it. */
export function divideAtHeadings(blocks: PastedBlock[]): { here: DocumentNode[]; sections: PastedSection[] } {
  const here: DocumentNode[] = []
  const sections: PastedSection[] = []
  for (const block of blocks) {
    if ('heading' in block) sections.push({ heading: block.heading, nodes: [] })
    else (sections.at(-1)?.nodes ?? here).push(block.node)
  }
  return { here, sections }
}
