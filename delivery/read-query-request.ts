import type { FastifyRequest } from 'fastify'

import { NewsroomError } from '../errors.ts'
import { assertQueryLength } from './assert-query-limits.ts'
import type { Variables } from './measure-query.ts'

export type QueryRequest = { query: string; variables: Variables; operationName: string | undefined }

/** Reads a GraphQL request from a GET's address or a POST's JSON. Throws `INVALID_INPUT` or `LIMIT_EXCEEDED`. */
export function readQueryRequest(request: FastifyRequest): QueryRequest {
  const asked = request.method === 'POST' ? readBody(request.body) : readAddress(request.query)
  const { query, operationName = null, variables = null } = asked
  if (typeof query !== 'string' || query === '') throw invalid('The request names no query. Send it as “query”.')
  if (operationName !== null && typeof operationName !== 'string') throw invalid('“operationName” is a text.')
  if (variables !== null && !isRecord(variables)) throw invalid('“variables” is a JSON object of names and values.')
  assertQueryLength(query)
  assertIsDocument(query)
  return { query, variables: variables ?? {}, operationName: operationName || undefined }
}

function readBody(body: unknown): Record<string, unknown> {
  if (isRecord(body)) return body
  throw invalid('A POST carries one JSON object with a “query”, as application/json; several at once are not taken.')
}

function readAddress(address: unknown): Record<string, unknown> {
  if (!isRecord(address)) return {}
  const { variables } = address
  return { ...address, variables: typeof variables === 'string' && variables !== '' ? parse(variables) : null }
}

function parse(variables: string): unknown {
  try {
    return JSON.parse(variables)
  } catch {
    throw invalid('“variables” is not JSON. Send one JSON object of names and values.')
  }
}

/** Mercurius would take a parsed document as JSON in place of a text, past the parser and its limit on tokens. */
function assertIsDocument(query: string): void {
  if (!/^\s*(\{\s*["}]|["[\d-]|true|false|null)/.test(query)) return
  throw invalid('“query” is not a GraphQL query. Send its text, such as { articles { nodes { headline } } }.')
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const invalid = (sentence: string) => new NewsroomError('INVALID_INPUT', sentence)
