import { NewsroomError } from '../errors.ts'

/**
 * JSON with sorted keys and no white space, as RFC 8785 has it: equal values give equal bytes, in any key order and
 * after a stay in `jsonb`. INTERNAL, naming the place, for what JSON or PostgreSQL would drop or change without a word.
 */
export function canonicalJson(value: unknown, place = '$'): string {
  if (value === null || typeof value === 'boolean') return JSON.stringify(value)
  if (typeof value === 'number') return canonicalNumber(value, place)
  if (typeof value === 'string') return canonicalString(value, place)
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item, index) => canonicalJson(item, `${place}[${index}]`)).join(',')}]`
  }
  if (isPlainObject(value)) return canonicalObject(value, place)
  throw notJson(place, value === undefined ? 'undefined' : `a ${typeof value}`)
}

function canonicalObject(value: Record<string, unknown>, place: string): string {
  const members = Object.keys(value)
    .sort()
    .map(key => `${canonicalString(key, place)}:${canonicalJson(value[key], `${place}.${key}`)}`)
  return `{${members.join(',')}}`
}

function canonicalNumber(value: number, place: string): string {
  if (!Number.isFinite(value)) throw notJson(place, String(value))
  return JSON.stringify(value)
}

function canonicalString(value: string, place: string): string {
  // jsonb refuses both, so no stored text can hold them.
  if (/\p{Surrogate}|\0/u.test(value)) throw notJson(place, 'text with half a character or a zero byte')
  return JSON.stringify(value)
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function notJson(place: string, what: string): NewsroomError {
  return new NewsroomError(
    'INTERNAL',
    `The value at ${place} is ${what}, which JSON cannot carry. Leave it out, or give null.`,
  )
}
