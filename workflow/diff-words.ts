import { diffArrays } from 'diff'

/** A run of letters that both texts have, or that only the newer or only the older one has. */
export type DiffPart = { kind: 'SAME' | 'ADDED' | 'REMOVED'; text: string }

/** Scripts without spaces between words are compared by character; every other character belongs to one token. */
const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}'
const token = new RegExp(`[${unspaced}]|\\r\\n|\\s+|(?:(?![${unspaced}])[\\p{L}\\p{M}\\p{N}])+|[^]`, 'gu')
const paragraph = /\n{2,}|[^\n]+|\n/g

/** The most insertions and deletions that a comparison of one text looks for; its time grows with their square. */
export const mostEdits = 1_000

/**
 * What became of `from` in `to`, word by word: SAME and REMOVED parts in a row are `from`, SAME and ADDED ones `to`, to
 * the letter. Texts with more than `edits` differences are compared by paragraphs, and beyond that as a whole.
 */
export function diffWords(from: string, to: string, edits: number = mostEdits): DiffPart[] {
  if (from === to) return from === '' ? [] : [{ kind: 'SAME', text: from }]
  return diffBy(token, { from, to, edits }) ?? diffBy(paragraph, { from, to, edits }) ?? replacement(from, to)
}

function diffBy(pieces: RegExp, { from, to, edits }: { from: string; to: string; edits: number }): DiffPart[] | null {
  const changes = diffArrays(from.match(pieces) ?? [], to.match(pieces) ?? [], { maxEditLength: edits })
  return (
    changes?.map(({ value, added, removed }) => ({
      kind: added ? 'ADDED' : removed ? 'REMOVED' : 'SAME',
      text: value.join(''),
    })) ?? null
  )
}

function replacement(from: string, to: string): DiffPart[] {
  const parts: DiffPart[] = [
    { kind: 'REMOVED', text: from },
    { kind: 'ADDED', text: to },
  ]
  return parts.filter(({ text }) => text !== '')
}
