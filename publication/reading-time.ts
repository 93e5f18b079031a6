const wordsAMinute = 200

// Scripts that put no space between words: only a dictionary tells them apart.
const unspacedScript =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
// The dictionary's time grows with the square of the length: 340,000 characters at once took three minutes.
const stretches = /[\p{L}\p{M}\p{N}]{1,100}/gu
const dictionary = new Intl.Segmenter('und', { granularity: 'word' })

/**
 * A word is what stands between white space (no-break spaces are some) and holds a letter or a digit, as word processors
 * count: `l’après-midi` is one, `« mot »` is one, `12 h 15` are three, and a lone `?` or `–` is none.
 */
export function countWords(texts: string[]): number {
  let words = 0
  for (const text of texts) {
    for (const [piece] of text.matchAll(/\S+/gu)) words += countWordsOfPiece(piece)
  }
  return words
}

/** Whole minutes, begun ones counted: 200 words a minute. */
export function readingMinutes(words: number): number {
  return Math.ceil(words / wordsAMinute)
}

function countWordsOfPiece(piece: string): number {
  if (!/[\p{L}\p{N}]/u.test(piece)) return 0
  if (!unspacedScript.test(piece)) return 1
  let words = 0
  for (const [stretch] of piece.matchAll(stretches)) words += countUnspacedWords(stretch)
  return Math.max(1, words)
}

function countUnspacedWords(stretch: string): number {
  let words = 0
  for (const { isWordLike } of dictionary.segment(stretch)) words += isWordLike ? 1 : 0
  return words
}
