import type { FastifyBaseLogger } from 'fastify'
import { GraphQLError } from 'graphql'

import { errorCatalogue, NewsroomError, type ErrorCode } from '../errors.ts'
import { bodyTooLarge, tooManyRepetitions, tooManyTokens } from './assert-query-limits.ts'

export type ErrorAnswer = { message: string; extensions: Record<string, unknown>; locations?: unknown; path?: unknown }

export type FormattedErrors = { status: number; errors: ErrorAnswer[] }

type Origin = { log: FastifyBaseLogger; requestId: string }

/** What goes out for whatever was thrown: a code and a sentence of ours, or a plain one, and the rest into the log. */
export function formatErrors(thrown: unknown, origin: Origin): FormattedErrors {
  const errors = severalErrors(thrown).map(error => formatError(error, origin))
  return { status: Math.max(...errors.map(({ extensions }) => statusOf(extensions.code))), errors }
}

/** Mercurius wraps all that validation found into one error. */
function severalErrors(thrown: unknown): unknown[] {
  if (Array.isArray(thrown)) return thrown
  const wrapped = thrown instanceof Error && 'errors' in thrown && Array.isArray(thrown.errors) ? thrown.errors : []
  return wrapped.length > 0 && !(thrown instanceof AggregateError) ? wrapped : [thrown]
}

function formatError(error: unknown, origin: Origin): ErrorAnswer {
  if (!(error instanceof GraphQLError)) return answerOf(refusalOf(error, origin))
  const { locations, path, originalError } = error
  // What execution throws has a path, and is an accident unless it is ours; before it, the document alone is wrong.
  const refusal = path && originalError ? refusalOf(originalError, origin) : refusalOfDocument(error)
  return { ...answerOf(refusal), ...(locations && { locations }), ...(path && { path }) }
}

const answerOf = ({ message, extensions }: NewsroomError): ErrorAnswer => ({ message, extensions })

/** Syntax, validation and variables: graphql-js words these from the query and the public schema alone. */
function refusalOfDocument({ message }: GraphQLError): NewsroomError {
  if (message === 'Validation aborted.') return tooManyRepetitions()
  if (/Document contains more tha[nt] \d+ tokens/.test(message)) return tooManyTokens()
  return new NewsroomError('INVALID_INPUT', message)
}

function refusalOf(error: unknown, origin: Origin): NewsroomError {
  if (error instanceof NewsroomError) {
    // A rush is no time to write a page for each who came too much; the log has a line a request anyway.
    if (error.status >= 500 && error.code !== 'BUSY')
      origin.log.error({ err: error, requestId: origin.requestId }, error.message)
    return error
  }
  return refusalOfHttp(error) ?? internal(error, origin)
}

/** What Fastify refuses by itself: its sentences are about the request alone. */
function refusalOfHttp(error: unknown): NewsroomError | undefined {
  if (!(error instanceof Error) || !('statusCode' in error) || !('code' in error)) return undefined
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return bodyTooLarge()
  const isTheirs = Number(error.statusCode) >= 400 && Number(error.statusCode) < 500
  return isTheirs && String(error.code).startsWith('FST_ERR_')
    ? new NewsroomError('INVALID_INPUT', error.message)
    : undefined
}

function internal(error: unknown, { log, requestId }: Origin): NewsroomError {
  log.error({ err: error, requestId }, 'A request to delivery failed.')
  return new NewsroomError(
    'INTERNAL',
    `Something broke on our side, and the query may be asked again. The log holds it under request ${requestId}.`,
  )
}

const statusOf = (code: unknown) => errorCatalogue[String(code) as ErrorCode]?.status ?? 500
