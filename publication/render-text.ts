import type { Block } from './document-blocks.ts'

/** A body's letters as written: blocks separated by one empty line, a line for each item of a list. */
export function renderText(blocks: Block[]): string {
  return textsOf(blocks).join('\n\n')
}

function textsOf(blocks: Block[]): string[] {
  return blocks.map(textOfBlock).filter(text => text !== '')
}

function textOfBlock(block: Block): string {
  switch (block.kind) {
    case 'divider':
      return ''
    case 'list':
      return block.items.flatMap(textsOf).join('\n')
    case 'quote':
      return renderText(block.blocks)
    default:
      return block.runs.map(run => run.text).join('')
  }
}
