import { unseen } from './read-search-words.ts'

/** A passage of a story around the words found: a part of its text, and the places of those words in that part. */
export type Excerpt = { text: string; marks: { from: number; to: number }[] }

/** About three lines, the words found begin in the first of them. */
const longest = 240
const before = 60
/** Words found are looked at together when they stand this near to one another. */
const near = 160

/** The passage with the most different words of those found, the first of its kind; else the beginning of the text. */
export function chooseExcerpt(text: string, found: ReadonlySet<string>): Excerpt {
  const words = [...text.matchAll(/[\p{L}\p{M}\p{N}\u00ad]+/gu)].map(match => ({
    folded: foldWord(match[0]),
    from: match.index,
    to: match.index + match[0].length,
  }))
  const marked = words.filter(word => found.has(word.folded))
  const best = densest(marked)
  const from = startOfPassage(words, (best?.from ?? 0) - before)
  const last = words.findLast(word => word.from >= from && word.to <= from + longest)
  const to = last?.to ?? Math.min(text.length, from + longest)
  const marks = marked.filter(mark => mark.from >= from && mark.to <= to)
  return cut(text, { from, to, marks })
}

/** A word as `delivery.plain_words` gives it: lower case, without accents. What differs is merely not marked. */
export const foldWord = (word: string) => (/^[a-z0-9]+$/i.test(word) ? word.toLowerCase() : foldLetters(word))

const foldLetters = (word: string) =>
  word
    .replace(unseen, '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[œæßøđłı]/g, letter => plainLetters[letter] ?? letter)

const plainLetters: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', đ: 'd', ł: 'l', ı: 'i' }

/** The excerpt as HTML, where everything is escaped but the marks. */
export function printMarked({ text, marks }: Excerpt): string {
  const starts = [0, ...marks.map(mark => mark.to)]
  const between = starts.map((start, index) => escapeHtml(text.slice(start, marks[index]?.from)))
  return between.reduce((html, part, index) => {
    const mark = marks[index - 1]
    return `${html}${mark ? `<mark>${escapeHtml(text.slice(mark.from, mark.to))}</mark>` : ''}${part}`
  })
}

type Word = { folded: string; from: number; to: number }

function densest(marked: Word[]): Word | undefined {
  let best: { word: Word; count: number } | undefined
  for (const [index, word] of marked.entries()) {
    const together = new Set<string>()
    for (let next = index; (marked[next]?.to ?? Infinity) <= word.from + near; next++) {
      together.add(marked[next]?.folded ?? '')
    }
    if (!best || together.size > best.count) best = { word, count: together.size }
  }
  return best?.word
}

const startOfPassage = (words: Word[], from: number) =>
  from <= 0 ? 0 : (words.find(word => word.from >= from)?.from ?? 0)

/** Line breaks become spaces, which changes no place. */
function cut(text: string, { from, to, marks }: { from: number; to: number; marks: Word[] }): Excerpt {
  const isEnd = !/[\p{L}\p{N}]/u.test(text.slice(to))
  const passage = text.slice(from, isEnd ? Math.min(text.length, to + 20) : to).replace(/\s/g, ' ')
  const lead = from > 0 ? '… ' : ''
  const shift = lead.length - from
  return {
    text: `${lead}${passage}${isEnd ? '' : ' …'}`,
    marks: marks.map(mark => ({ from: mark.from + shift, to: mark.to + shift })),
  }
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)
