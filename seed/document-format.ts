import type { DocumentSource } from './document-source.ts'

/** What a text document says. Only the first section may lack a heading; a paragraph may hold line breaks. */
export type ParsedDocument = {
  caption: string | null
  headline: string
  relatedHeadlines: string[]
  /** Verbatim, spaces included. */
  readingMinutesLine: string | null
  sections: DocumentSection[]
  source: DocumentSource
}

export type DocumentSection = { heading: string | null; paragraphs: string[] }

/** Line numbers, from 1, where the rule for headings is wrong: lines that are headings, and lines that are not. */
export type HeadingDecisions = { headings?: number[]; paragraphs?: number[] }

/** Lengths are JavaScript's `length`, as in the forms; a document beyond any of these is refused. */
export const documentLimits = {
  bytes: 1_048_576,
  lines: 20_000,
  caption: 1_000,
  headline: 300,
  heading: 300,
  relatedHeadlines: 100,
  sections: 200,
  paragraphs: 5_000,
  paragraph: 50_000,
  /** As Keystone's JSON: what the form takes. */
  storedSection: 200_000,
} as const

export const relatedHeadlinesTitle = 'Articles similaires'

const readingMinutesPattern = /^[ \u00a0\u2009\u202f]*\d{1,4}[ \u00a0\u2009\u202f]+minutes?[ \u00a0\u2009\u202f]*$/

export function isReadingMinutesLine(line: string): boolean {
  return readingMinutesPattern.test(line)
}

/** The canonical line, its spaces non-breaking; French counts nothing and one in the singular. */
export function readingMinutesLineOf(minutes: number): string {
  return `\u00a0${minutes}\u00a0${minutes < 2 ? 'minute' : 'minutes'}`
}

/** How a line ends tells a sentence from a heading; white space after that does not count. */
export function endsAsSentence(line: string): boolean {
  return /[.!?…:;»”")]$/u.test(line.trimEnd())
}
