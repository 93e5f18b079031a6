import { countWords, readingMinutes } from '../../publication/reading-time.ts'
import type { Body, DocumentNode, SectionDraft, SectionDrafts } from './section-draft.ts'

/** How long a text is, counted as the server counts it. */
export function measureSections(sections: SectionDrafts): { words: number; minutes: number } {
  const words = sections.reduce((sum, section) => sum + wordsIn(section), 0)
  return { words, minutes: readingMinutes(words) }
}

// A draft is never changed in place: at each keystroke, of sixty only one is counted.
const counted = new WeakMap<SectionDraft, number>()

function wordsIn(section: SectionDraft): number {
  const words = counted.get(section) ?? countWords([section.heading, textOf(section.body)])
  counted.set(section, words)
  return words
}

/** The text of a body, its blocks on lines of their own. */
export const textOf = (body: Body): string => body.map(textOfNode).join('\n')

/** Inline nodes run on; blocks inside blocks, as in a list, stand apart. */
function textOfNode({ text, children = [] }: DocumentNode): string {
  if (text !== undefined) return text
  return children.map(textOfNode).join(children.some(isBlock) ? '\n' : '')
}

const isBlock = ({ type }: DocumentNode) => type !== undefined && type !== 'link'
