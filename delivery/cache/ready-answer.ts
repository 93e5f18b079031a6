import { createHash } from 'node:crypto'

/** An answer as it goes out from memory, printed once: its bytes, and the headers of a 200 and of a 304. */
export type ReadyAnswer = {
  body: Buffer
  etag: string
  headers: Readonly<Record<string, string>>
  headersWithoutBody: Readonly<Record<string, string>>
  /** The same as names and values in turn, as Node writes them fastest. */
  headerLists: { whole: readonly string[]; withoutBody: readonly string[] }
  /** `article:ID`, `tag:ID`, `articles`: a change of one of them ends the answer's life in memory. */
  dependencies: readonly string[]
  /** How long it may be kept, where the clock alone makes it wrong. */
  keepForMs: number | undefined
}

export type AnswerToPrint = {
  body: string
  contentType: string
  dependencies: readonly string[]
  /** Cache-Control and the like. */
  headers: Record<string, string>
  keepForMs?: number
}

/** Says in each answer whether it came from memory (RFC 9211). */
export const cacheStatus = { hit: 'bouclage; hit', miss: 'bouclage; fwd=miss' } as const

/** Gives an answer its strong `ETag`, a hash of the bytes, and its length. */
export function readyAnswer({ body, contentType, dependencies, headers, keepForMs }: AnswerToPrint): ReadyAnswer {
  const bytes = Buffer.from(body)
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`
  const headersWithoutBody = { etag, ...headers, 'cache-status': cacheStatus.hit }
  const all = { 'content-type': contentType, 'content-length': String(bytes.length), ...headersWithoutBody }
  return {
    body: bytes,
    etag,
    headers: all,
    headersWithoutBody,
    headerLists: { whole: Object.entries(all).flat(), withoutBody: Object.entries(headersWithoutBody).flat() },
    dependencies,
    keepForMs,
  }
}

/** Whether whoever asks holds the answer already. RFC 9110, 13.1.2: a list of tags or *, compared weakly. */
export function isHeld(ifNoneMatch: string | undefined, { etag }: ReadyAnswer): boolean {
  if (ifNoneMatch === undefined) return false
  return ifNoneMatch.split(',').some(tag => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}
