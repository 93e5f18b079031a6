import type { Comparison, DiffPart } from './comparison.ts'

export type ChangeCounts = {
  wordsAdded: number
  wordsRemoved: number
  sectionsAdded: number
  sectionsRemoved: number
  sectionsChanged: number
  sectionsMoved: number
  others: number
}

/** How much a comparison found: words of all texts, sections by what became of them, and other fields. */
export function countChanges({ fields, sections, tagsAdded, tagsRemoved, relatedArticles }: Comparison): ChangeCounts {
  const texts = [
    ...fields.filter(({ field }) => isText(field)),
    ...sections.flatMap(section => section.fields.filter(({ field }) => isText(field))),
  ].map(({ words }) => words)
  const parts = [...texts, ...sections.flatMap(({ heading, body }) => [heading, body])].flat()
  const those = (change: string) => sections.filter(section => section.change === change).length
  return {
    wordsAdded: wordsIn(parts, 'ADDED'),
    wordsRemoved: wordsIn(parts, 'REMOVED'),
    sectionsAdded: those('ADDED'),
    sectionsRemoved: those('REMOVED'),
    sectionsChanged: those('CHANGED'),
    sectionsMoved: sections.filter(({ moved }) => moved).length,
    others: fields.length + tagsAdded.length + tagsRemoved.length + relatedArticles.length,
  }
}

/** A picture's id, a date or a slug is no text. */
const isText = (field: string) =>
  /^(headline|description|byline)$|\.(altText|caption|creditLine|copyrightNotice|usageTerms)$/.test(field)

const wordsIn = (parts: DiffPart[], kind: DiffPart['kind']) =>
  parts
    .filter(part => part.kind === kind)
    .reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0)
