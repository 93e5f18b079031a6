import { Refusal } from '../errors.ts'

/** Where a page ends or begins: the row's sort key, as the database writes it, and its id. */
export type ListCursor = { key: string; id: string }

export const encodeCursor = ({ key, id }: ListCursor): string =>
  Buffer.from(JSON.stringify([key, id])).toString('base64url')

/** INVALID_INPUT for what `encodeCursor` has not written of a key of this type. */
export function decodeCursor(cursor: string, type: 'timestamptz' | 'text'): ListCursor {
  const [key, id] = parse(cursor)
  if (isStorable(key) && isStorable(id) && (type === 'text' || isMoment(key))) return { key, id }
  throw new Refusal('INVALID_INPUT', {
    en: 'This page’s address is damaged. Go back to the first page.',
    fr: 'L’adresse de cette page est abîmée. Revenez à la première page.',
  })
}

/** A text that PostgreSQL can compare with others: without NUL, without half a character. */
const isStorable = (value: unknown): value is string => typeof value === 'string' && !/[\0\p{Cs}]/u.test(value)

/** A time as PostgreSQL writes it: `2026-11-23 08:40:00.123+00`, `-infinity`. */
function isMoment(text: string): boolean {
  if (/^-?infinity$/.test(text)) return true
  const [, day = '', time = ''] =
    /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,6})?[+-](?:0\d|1[0-4])(?::[0-5]\d)?$/.exec(text) ?? []
  const moment = new Date(`${day}T${time}Z`)
  // A 30 February would become 2 March.
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(`${day}T${time}`)
}

function parse(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(parsed) ? parsed : []
  } catch {
    return []
  }
}
