import type { GraphQLFormattedError } from 'graphql'
import { errorCatalogue, NewsroomError, type ErrorCode } from '../errors.ts'
import { databaseRefusal } from './database-errors.ts'
import type { Logger } from './log.ts'
import { requestContext } from './request-context.ts'

/** Errors of Keystone and of GraphQL that speak to the person who asked; everything else is nobody's business. */
const translations = new Map<string, ErrorCode>([
  ['KS_ACCESS_DENIED', 'NOT_PERMITTED'],
  ['KS_VALIDATION_FAILURE', 'INVALID_INPUT'],
  ['KS_USER_INPUT_ERROR', 'INVALID_INPUT'],
  ['KS_LIMITS_EXCEEDED', 'LIMIT_EXCEEDED'],
  ['BAD_USER_INPUT', 'INVALID_INPUT'],
  ['BAD_REQUEST', 'INVALID_INPUT'],
  ['GRAPHQL_PARSE_FAILED', 'INVALID_INPUT'],
  ['GRAPHQL_VALIDATION_FAILED', 'INVALID_INPUT'],
  ['OPERATION_RESOLUTION_FAILURE', 'INVALID_INPUT'],
  ['PERSISTED_QUERY_NOT_SUPPORTED', 'INVALID_INPUT'],
])

/**
 * For Apollo's `formatError`: every answer of the authoring API carries a code of our catalogue and a sentence. What we
 * do not know goes to the log under the request's id, and nothing of it into the answer.
 */
export function formatAuthoringError(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const refusal =
      refusalIn(error) ?? translate(formatted) ?? databaseRefusal(error) ?? internal(log, formatted, error)
    const { locations, path } = formatted
    // `http` was for Apollo alone.
    const { http: _http, ...extensions } = refusal.extensions
    return { message: refusal.message, ...(locations && { locations }), ...(path && { path }), extensions }
  }
}

/** What to say of an error that is nobody's refusal: that the database is away, or that something broke, and log it. */
export function refusalFor(log: Logger, error: unknown, formatted: Partial<GraphQLFormattedError> = {}): NewsroomError {
  return refusalIn(error) ?? databaseRefusal(error) ?? internal(log, formatted, error)
}

/** The refusal inside GraphQL's wrappers. By name and code, since a reloaded configuration has a class of its own. */
function refusalIn(error: unknown): NewsroomError | undefined {
  for (let inner = error; inner instanceof Error; inner = 'originalError' in inner ? inner.originalError : undefined) {
    if (inner.name === 'NewsroomError' && 'code' in inner && Object.hasOwn(errorCatalogue, String(inner.code))) {
      return inner as NewsroomError // its name and a code of the catalogue say so
    }
  }
  return undefined
}

function translate({ message, extensions }: GraphQLFormattedError): NewsroomError | undefined {
  const keystoneCode = String(extensions?.code)
  if (/more tha[nt] \d+ tokens/.test(message)) {
    return new NewsroomError('LIMIT_EXCEEDED', 'The query is too long. Put values into variables, or ask in parts.')
  }
  if (keystoneCode === 'KS_ACCESS_DENIED' && !requestContext()?.actor) {
    return new NewsroomError('NOT_SIGNED_IN', 'You are not signed in. Sign in, then try again.')
  }
  if (keystoneCode === 'KS_RELATIONSHIP_ERROR') return relationshipRefusal(message)
  const code = translations.get(keystoneCode)
  return code && new NewsroomError(code, message.replace(/^(Access denied|Input error): /, ''))
}

/** Keystone quotes whatever went wrong while connecting rows; only its own sentences may pass. */
function relationshipRefusal(message: string): NewsroomError | undefined {
  const quoted = message.split('\n').slice(1)
  if (!quoted.every(line => /^ {2}- [\w.]+: (Access denied|Input error): /.test(line))) return undefined
  return new NewsroomError(
    quoted.some(line => line.includes('Access denied')) ? 'NOT_PERMITTED' : 'INVALID_INPUT',
    message,
  )
}

function internal(log: Logger, { path, extensions }: Partial<GraphQLFormattedError>, error: unknown): NewsroomError {
  const debug = error instanceof Error && 'extensions' in error ? error.extensions : undefined
  log.error({ err: error, path, keystoneCode: extensions?.code, debug }, 'the authoring API failed')
  const requestId = requestContext()?.requestId
  const name = requestId ? ` Tell your operator this number: ${requestId}.` : ''
  return new NewsroomError('INTERNAL', `Something broke on our side.${name}`, { requestId })
}
