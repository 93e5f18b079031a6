import type { FastifyRequest } from 'fastify'

import { NewsroomError } from '../errors.ts'
import type { Variables } from './measure-query.ts'

/** What a request asks, before anything is known of the query: its text, its hash, or both. */
export type QueryRequest = {
  query: string | undefined
  /** SHA-256 of the text in hexadecimal, or the name that a list of allowed queries gives it. */
  hash: string | undefined
  variables: Variables
  operationName: string | undefined
}

/** Reads a GraphQL request from a GET's address or a POST's JSON, parsed. Throws `INVALID_INPUT`. */
export function readQueryRequest({ method, query: address }: FastifyRequest, body: unknown): QueryRequest {
  const asked = method === 'POST' ? readBody(body) : readAddress(address)
  const { query = null, operationName = null, variables = null, extensions = null } = asked
  if (query !== null && typeof query !== 'string') throw invalid('“query” is a text.')
  if (operationName !== null && typeof operationName !== 'string') throw invalid('“operationName” is a text.')
  if (variables !== null && !isRecord(variables)) throw invalid('“variables” is a JSON object of names and values.')
  if (extensions !== null && !isRecord(extensions)) throw invalid('“extensions” is a JSON object.')
  const hash = readHash(extensions?.persistedQuery)
  if (!query && !hash) throw invalid('The request names no query. Send it as “query”.')
  return { query: query || undefined, hash, variables: variables ?? {}, operationName: operationName || undefined }
}

function readBody(body: unknown): Record<string, unknown> {
  if (isRecord(body)) return body
  throw invalid('A POST carries one JSON object with a “query”, as application/json; several at once are not taken.')
}

function readAddress(address: unknown): Record<string, unknown> {
  if (!isRecord(address)) return {}
  const { variables, extensions } = address
  return { ...address, variables: parse('variables', variables), extensions: parse('extensions', extensions) }
}

function parse(name: string, text: unknown): unknown {
  if (typeof text !== 'string' || text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    throw invalid(`“${name}” is not JSON. Send one JSON object.`)
  }
}

/** Apollo's protocol of automatic persisted queries, version 1. */
function readHash(persisted: unknown): string | undefined {
  if (persisted === undefined || persisted === null) return undefined
  const { version, sha256Hash } = isRecord(persisted) ? persisted : {}
  if (version === 1 && typeof sha256Hash === 'string' && /^[\w.:/-]{1,128}$/.test(sha256Hash)) return sha256Hash
  throw invalid('“persistedQuery” is { "version": 1, "sha256Hash": … }, with the hash of the query’s text.')
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const invalid = (sentence: string) => new NewsroomError('INVALID_INPUT', sentence)
