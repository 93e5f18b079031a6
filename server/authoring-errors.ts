import type { GraphQLFormattedError } from 'graphql'
import { errorCatalogue, Refusal, type ErrorCode, type NewsroomError } from '../errors.ts'
import { say, sayAll } from '../spoken.ts'
import { authoringLimits } from './authoring-limits.ts'
import { databaseRefusal, isConflict } from './database-errors.ts'
import { isKnownSentence, sentenceOfKeystone } from './keystone-sentences.ts'
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
      refusalIn(error) ?? outageBehind(formatted) ?? translate(formatted) ?? refusalFor(log, error, formatted)
    const { locations, path } = formatted
    // `http` was for Apollo alone.
    const { http: _http, ...extensions } = refusal.extensions
    return {
      message: say(refusal.sentence),
      ...(locations && { locations }),
      ...(path && { path }),
      extensions: sayAll(extensions) as Record<string, unknown>, // a plain object stays one
    }
  }
}

/** What to say of an error that is nobody's refusal: that the database is away, or that something broke, and log it. */
export function refusalFor(log: Logger, error: unknown, formatted: Partial<GraphQLFormattedError> = {}): NewsroomError {
  // Of what a hook threw, Keystone keeps the message alone, and “Server has closed the connection” has no code in it.
  return refusalIn(error) ?? databaseRefusal(error) ?? requestContext()?.outage ?? internal(log, formatted, error)
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

/** Told of every statement that failed, so that its request can be answered with why, whatever is made of it meanwhile. */
export function noteFailure(error: unknown): void {
  const context = requestContext()
  // A conflict is tried again, so what its request ends with has another reason.
  if (isConflict(error)) return
  const refusal = databaseRefusal(error)
  if (context && refusal?.code === 'UNAVAILABLE') context.outage ??= refusal
}

/** Of a row that it could not look up, Keystone says that it may not exist: it does not tell who answered. */
function outageBehind({ extensions }: GraphQLFormattedError): NewsroomError | undefined {
  const isDenial = extensions?.code === 'KS_ACCESS_DENIED' || extensions?.code === 'KS_RELATIONSHIP_ERROR'
  return isDenial ? requestContext()?.outage : undefined
}

function translate({ message, extensions }: GraphQLFormattedError): NewsroomError | undefined {
  const keystoneCode = String(extensions?.code)
  if (/more tha[nt] \d+ tokens/.test(message)) {
    const sentence = {
      en: `A query has at most ${authoringLimits.tokens} words and signs, and this one has more. Put values into variables, or ask in parts.`,
      fr: `Une requête a au plus ${authoringLimits.tokens} mots et signes, et celle-ci en a davantage. Mettez les valeurs dans des variables, ou demandez en plusieurs fois.`,
    }
    return new Refusal('LIMIT_EXCEEDED', sentence, { limit: 'tokens' })
  }
  if (keystoneCode === 'KS_ACCESS_DENIED' && !requestContext()?.actor) {
    return new Refusal('NOT_SIGNED_IN', {
      en: 'You are not signed in. Sign in, then try again.',
      fr: 'Vous n’êtes pas connecté·e. Connectez-vous, puis réessayez.',
    })
  }
  if (keystoneCode === 'KS_RELATIONSHIP_ERROR') return relationshipRefusal(message)
  const code = translations.get(keystoneCode)
  return code && new Refusal(code, sentenceOfKeystone(message.replace(/^(Access denied|Input error): /, '')))
}

/** Keystone quotes whatever went wrong while connecting rows or making them; only its own sentences may pass. */
function relationshipRefusal(message: string): NewsroomError | undefined {
  const quoted = message.split('\n').slice(1)
  if (!quoted.every(isKeystones)) return undefined
  return new Refusal(
    quoted.some(line => line.includes('Access denied')) ? 'NOT_PERMITTED' : 'INVALID_INPUT',
    sentenceOfKeystone(message),
  )
}

/** `  - Article.tags: Access denied: …`, or what its validation says of a row that was to be made. */
function isKeystones(line: string): boolean {
  const [, said] = /^ {2}- [\w.]+: (.*)$/.exec(line) ?? []
  return said !== undefined && (/^(Access denied|Input error): /.test(said) || isKnownSentence(said))
}

function internal(log: Logger, { path, extensions }: Partial<GraphQLFormattedError>, error: unknown): NewsroomError {
  const debug = error instanceof Error && 'extensions' in error ? error.extensions : undefined
  log.error({ err: error, path, keystoneCode: extensions?.code, debug }, 'the authoring API failed')
  const requestId = requestContext()?.requestId ?? '–'
  const sentence = {
    en: `Something broke on our side. Tell your operator this number: ${requestId}.`,
    fr: `Une panne est survenue de notre côté. Donnez ce numéro à l’équipe technique : ${requestId}.`,
  }
  return new Refusal('INTERNAL', sentence, { requestId })
}
