import type { RefuseLine } from './refuse-document-line.ts'

/** Neighbouring lines without an empty one between them; `line` is the number of the first. */
export type Block = { line: number; lines: [string, ...string[]] }

/** One empty line separates two blocks; more, or any at either end, could not be given back, and are refused. */
export function splitBlocks(lines: string[], refuseLine: RefuseLine): Block[] {
  const blocks: Block[] = []
  let open: Block | null = null
  for (const [index, text] of lines.entries()) {
    const line = index + 1
    if (text !== '') {
      if (open) open.lines.push(text)
      else blocks.push((open = { line, lines: [text] }))
      continue
    }
    if (!open) throw refuseLine(line, 'an empty line too many; one, and only one, separates two blocks')
    if (line === lines.length) throw refuseLine(line, 'the document ends with an empty line; remove it')
    open = null
  }
  return blocks
}
