import type { Sql } from '../database/sql.ts'
import { Refusal } from '../errors.ts'

/** Pictures whose rights end within this time are listed with those whose rights have ended. */
export const soonDays = 30

const usable = `"killedAt" is null`
const isUnused = `not exists (select from "Article" where image = picture.id)
  and not exists (select from "Section" where image = picture.id)
  and not exists (select from delivery.picture shown where shown.image = picture.id)`

/** The parts of the library; `$1` is whoever asks. */
const filters = {
  ALL: usable,
  MINE: `${usable} and "uploadedBy" = $1`,
  INCOMPLETE: `${usable} and (("altText" = '' and not "isDecorative") or "creditLine" = '')`,
  RIGHTS: `${usable} and "rightsExpire" < now() + interval '${soonDays} days'`,
  UNUSED: `${usable} and ${isUnused}`,
  KILLED: `"killedAt" is not null`,
} as const

export type PictureFilter = keyof typeof filters
export const pictureFilters = Object.keys(filters) as PictureFilter[]

/** Counting goes no further: whoever has more pictures than this searches, and does not count. */
export const mostCounted = 10_000

type Asked = { personId: string; filter: PictureFilter; search: string; first: number; after: string | null }

export type LibraryPage = { ids: string[]; next: string | null; count: number }

/** A page of pictures, newest first, and how many there are: `mostCounted` + 1 stands for any number above. */
export async function findLibraryPictures(sql: Sql, asked: Asked): Promise<LibraryPage> {
  const words = wordsOf(asked.search)
  const holds = words.map((_, index) => `${searched} like public.picture_words($${index + 2})`)
  // $1 is named by one filter only, and PostgreSQL has to know its type in all.
  const matching = [filters[asked.filter], '$1::text is not null', ...holds].join(' and ')
  const values = [asked.personId, ...words]
  const page = await readPage(sql, { matching, values, ...asked })
  const [counted] = await sql<{ count: number }>(
    `select count(*)::int as count from (select from "Image" picture where ${matching} limit ${mostCounted + 1}) found`,
    values,
  )
  return { ...page, count: counted?.count ?? 0 }
}

const searched = `public.picture_words("caption", "altText", "creditLine", "creator", "fileName")`

type Page = Pick<Asked, 'first' | 'after'> & { matching: string; values: unknown[] }

async function readPage(sql: Sql, { matching, values, first, after }: Page) {
  const from = after === null ? null : placeOf(after)
  const place = values.length + 1
  const rows = await sql<{ id: string; at: string }>(
    `select id, to_char("createdAt" at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
       from "Image" picture
      where ${matching} ${from ? `and ("createdAt", id) < ($${place}::timestamptz, $${place + 1}::text)` : ''}
      order by "createdAt" desc, id desc limit ${first + 1}`,
    from ? [...values, from.at, from.id] : values,
  )
  const shown = rows.slice(0, first)
  const last = shown.at(-1)
  return { ids: shown.map(({ id }) => id), next: rows.length > first && last ? `${last.at} ${last.id}` : null }
}

/** The end of a page, as it was given out: the last picture's time and id. */
function placeOf(after: string): { at: string; id: string } {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (\w{1,40})$/.exec(after) ?? []
  if (at && id && !Number.isNaN(Date.parse(at))) return { at, id }
  throw new Refusal('INVALID_INPUT', {
    en: 'This page of pictures is not known. Begin again with the first.',
    fr: 'Cette page de photos n’est pas connue. Recommencez à la première.',
  })
}

const mostWords = 8

/** Each word is looked for in any place of any text; `%` and `_` are characters like others. */
function wordsOf(search: string): string[] {
  const words = search.split(/\s+/).filter(word => word !== '')
  return words.slice(0, mostWords).map(word => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
}
