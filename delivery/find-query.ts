import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'

import { NewsroomError } from '../errors.ts'
import { assertQueryLength } from './assert-query-limits.ts'
import type { QueryRequest } from './read-query-request.ts'

/** Which texts may be asked, and under which names. */
export type KnownQueries = {
  /** The text that a request asks for. Throws what is to be refused. */
  find(request: Pick<QueryRequest, 'query' | 'hash'>): string
  /** Called once a text was answered without an error. */
  remember(request: Pick<QueryRequest, 'query' | 'hash'>): void
}

/** About a thousand queries of usual length. */
const memoryBytes = 4 * 2 ** 20

/**
 * Automatic persisted queries: whoever names an unknown hash is asked to send text and hash once, and asks by hash from
 * then on. Only texts that were answered are remembered, within a bound.
 */
export function rememberQueries(): KnownQueries {
  const texts = new LRUCache<string, string>({ maxSize: memoryBytes, sizeCalculation: text => 2 * text.length + 300 })
  return {
    find({ query, hash }) {
      if (query === undefined) return (hash && texts.get(hash)) || refuseUnknown()
      assertIsDocument(query)
      if (hash !== undefined && hash !== sha256(query)) throw wrongHash()
      return query
    },
    remember({ query, hash }) {
      if (query !== undefined && hash !== undefined && !texts.has(hash)) texts.set(hash, query)
    },
  }
}

/** Only what stands in the list is answered, by name or by the same text to the letter. Texts by name and hash. */
export function allowQueries(allowed: ReadonlyMap<string, string>): KnownQueries {
  return {
    find({ query, hash }) {
      if (query !== undefined) assertQueryLength(query)
      const text = allowed.get(query === undefined ? (hash ?? '') : sha256(query))
      if (text === undefined) throw notAllowed()
      return text
    },
    remember() {},
  }
}

/** In hexadecimal, as clients name a query. */
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Mercurius would take a parsed document as JSON in place of a text, past the parser and its limit on tokens. */
function assertIsDocument(query: string): void {
  assertQueryLength(query)
  if (!/^\s*(\{\s*["}]|["[\d-]|true|false|null)/.test(query)) return
  throw new NewsroomError(
    'INVALID_INPUT',
    '“query” is not a GraphQL query. Send its text, such as { articles { nodes { headline } } }.',
  )
}

/** Clients look for this very word, and not for a sentence. */
function refuseUnknown(): never {
  throw new NewsroomError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound')
}

const wrongHash = () =>
  new NewsroomError(
    'INVALID_INPUT',
    '“sha256Hash” is not the SHA-256 of “query”. Hash the text as it is sent, in UTF-8, and write it in hexadecimal.',
  )

const notAllowed = () =>
  new NewsroomError(
    'QUERY_NOT_ALLOWED',
    'Only queries of this newsroom’s list are answered here, and this is none of them. Ask for it to be added.',
  )
