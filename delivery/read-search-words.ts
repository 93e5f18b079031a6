import { NewsroomError } from '../errors.ts'
import { queryLimits } from './query-limits.ts'

/** What a reader looks for, as `websearch_to_tsquery` reads it, and the words that an excerpt marks. */
export type SearchWords = { query: string; wanted: string }

/**
 * Reads words, phrases in quotes of any kind, OR in capitals (OU too), and a minus before what is not wanted. Whatever
 * is written is a search, of what in it is words: every operand goes on in quotes, so that nothing in it is an operator.
 * Null when there is no word in it. Throws `LIMIT_EXCEEDED` for more than a person types.
 */
export function readSearchWords(text: string): SearchWords | null {
  if (text.length > queryLimits.searchCharacters) throw tooLong(text.length)
  const operands = text.replace(quotes, '"').match(pieces)?.map(readOperand) ?? []
  const searched = operands.filter(operand => operand.words !== '' || operand.isOr)
  const wanted = searched.filter(operand => !operand.isOr && !operand.isUnwanted).map(({ words }) => words)
  if (!searched.some(operand => !operand.isOr)) return null
  return { query: searched.map(writeOperand).join(' '), wanted: wanted.join(' ') }
}

const quotes = /[“”„‟«»]/g
const pieces = /-?"[^"]*"?|[^\s"]+/g

type Operand = { words: string; isOr: boolean; isUnwanted: boolean }

/** “l’armée” and “Haut-Karabakh” are words side by side, so they are looked for as phrases. */
const readOperand = (piece: string): Operand => ({
  words: wordsOf(piece).join(' '),
  isOr: piece === 'OR' || piece === 'OU',
  isUnwanted: piece.startsWith('-'),
})

const writeOperand = ({ words, isOr, isUnwanted }: Operand) => (isOr ? 'or' : `${isUnwanted ? '-' : ''}"${words}"`)

/** Letters with their marks, and digits; what only steers how text is shown is no part of it. */
export const wordsOf = (text: string): string[] => text.replace(unseen, '').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

/** Soft hyphens, zero-width spaces and marks of direction, as `delivery.plain_words` leaves them out. */
export const unseen = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

const tooLong = (length: number) =>
  new NewsroomError(
    'LIMIT_EXCEEDED',
    `A search has at most ${queryLimits.searchCharacters} characters, and this one has ${length}. Look for fewer words.`,
  )
