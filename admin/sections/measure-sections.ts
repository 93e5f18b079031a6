import { countWords, readingMinutes } from '../../publication/reading-time.ts'
import type { Body, DocumentNode, SectionDrafts } from './section-draft.ts'

/** How long a text is, counted as the server counts it. */
export function measureSections(sections: SectionDrafts): { words: number; minutes: number } {
  const words = countWords(sections.flatMap(({ heading, body }) => [heading, textOf(body)]))
  return { words, minutes: readingMinutes(words) }
}

/** The text of a body, its blocks on lines of their own. */
export const textOf = (body: Body): string => body.map(textOfNode).join('\n')

/** Inline nodes run on; blocks inside blocks, as in a list, stand apart. */
function textOfNode({ text, children = [] }: DocumentNode): string {
  if (text !== undefined) return text
  return children.map(textOfNode).join(children.some(isBlock) ? '\n' : '')
}

const isBlock = ({ type }: DocumentNode) => type !== undefined && type !== 'link'
