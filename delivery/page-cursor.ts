import { NewsroomError } from '../errors.ts'

/** Where a page of stories ended: newest first, the id deciding among equals. */
export type ArticleCursor = { firstPublished: Date; id: string }

/** Where a page of tags ended: by slug, the id deciding among equals. */
export type TagCursor = { slug: string; id: string }

/** Where a page of search results ended: by rank, then newest first, the id deciding among equals. */
export type SearchCursor = { rank: number; firstPublished: Date; id: string }

export const writeArticleCursor = ({ firstPublished, id }: ArticleCursor) =>
  write('article', firstPublished.getTime(), id)

export const writeTagCursor = ({ slug, id }: TagCursor) => write('tag', slug, id)

export const writeSearchCursor = ({ rank, firstPublished, id }: SearchCursor) =>
  write('search', rank, firstPublished.getTime(), id)

/** Throws `INVALID_INPUT` for anything that `writeArticleCursor` does not write. */
export function readArticleCursor(text: string): ArticleCursor {
  const [, time, id] = parts(text)
  if (typeof time !== 'number' || !isInstant(time) || typeof id !== 'string') throw notOurs()
  assertWritten(text, writeArticleCursor({ firstPublished: new Date(time), id }))
  return { firstPublished: new Date(time), id }
}

/** Throws `INVALID_INPUT` for anything that `writeTagCursor` does not write. */
export function readTagCursor(text: string): TagCursor {
  const [, slug, id] = parts(text)
  if (typeof slug !== 'string' || typeof id !== 'string') throw notOurs()
  assertWritten(text, writeTagCursor({ slug, id }))
  return { slug, id }
}

/** Throws `INVALID_INPUT` for anything that `writeSearchCursor` does not write. */
export function readSearchCursor(text: string): SearchCursor {
  const [, rank, time, id] = parts(text, 4)
  if (typeof rank !== 'number' || !isRank(rank)) throw notOurs()
  if (typeof time !== 'number' || !isInstant(time) || typeof id !== 'string') throw notOurs()
  assertWritten(text, writeSearchCursor({ rank, firstPublished: new Date(time), id }))
  return { rank, firstPublished: new Date(time), id }
}

const write = (...position: (string | number)[]) => Buffer.from(JSON.stringify(position)).toString('base64url')

function parts(text: string, length = 3): unknown[] {
  if (text.length > 1000) throw notOurs()
  try {
    const position: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (Array.isArray(position) && position.length === length && !position.some(hasNul)) return position
  } catch {
    // Not JSON: refused below, like any other text that we did not write.
  }
  throw notOurs()
}

/** PostgreSQL takes no NUL in a text. */
const hasNul = (part: unknown) => typeof part === 'string' && part.includes('\0')

/** What PostgreSQL reads as a `real`; ranks of a text are small. */
const isRank = (rank: number) => rank >= 0 && rank <= 1_000_000 && (rank === 0 || rank > 1e-30)

/** Years 0001 to 9999, which is what PostgreSQL reads in this notation. */
const isInstant = (time: number) =>
  Number.isSafeInteger(time) && time >= -62_135_596_800_000 && time <= 253_402_300_799_999

function assertWritten(text: string, ours: string): void {
  if (text !== ours) throw notOurs()
}

const notOurs = () =>
  new NewsroomError(
    'INVALID_INPUT',
    '“after” is not a cursor of this list. Pass an endCursor or cursor of an earlier page as it came, or leave it out for the first page.',
  )
