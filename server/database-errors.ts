import { Refusal, type NewsroomError } from '../errors.ts'

/** A database that cannot be reached, is full of work, hangs, or is starting or ending, by whoever says so. */
const unreachable = anyOf(
  'P1001|P1002|P1008|P1017|P2024|P2028|P2037', // Prisma
  'DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections', // its adapter
  'ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT', // the system
  '08\\w{3}|57\\w{3}|53300|55P03|25P0[34]', // PostgreSQL: also of waits that it ended
)

/** What is said of connections that broke or were waited for too long where there is no code for it: by pg, by Prisma. */
const brokenOff = [
  'Connection terminated',
  'connection error and is not queryable',
  'Client was closed',
  'Query read timeout',
  'timeout exceeded when trying to connect',
  'Server has closed the connection',
]

/** No room on its disk, or in its memory. */
const full = /^53[12]00$/

/** What the database's complaint means for a person, if it is one that they can do something about. */
export function databaseRefusal(error: unknown): NewsroomError | undefined {
  const codes = codesIn(error)
  if (codes.some(code => full.test(code))) {
    return new Refusal('UNAVAILABLE', {
      en: 'The database has no room left, and nothing of this was stored. Tell your operator.',
      fr: 'La base de données n’a plus de place, et rien de ceci n’a été enregistré. Prévenez l’équipe technique.',
    })
  }
  if (
    codes.some(code => unreachable.test(code)) ||
    messagesIn(error).some(message => brokenOff.some(said => message.includes(said)))
  ) {
    return new Refusal('UNAVAILABLE', {
      en: 'The database does not answer at the moment. Try again in a minute.',
      fr: 'La base de données ne répond pas pour l’instant. Réessayez dans une minute.',
    })
  }
  if (codes.includes('P2002')) {
    return new Refusal('INVALID_INPUT', {
      en: 'Something else already has this value, and only one may. Choose another.',
      fr: 'Cette valeur est déjà prise, et ne peut servir qu’une fois. Choisissez-en une autre.',
    })
  }
  if (isConflict(error)) {
    return new Refusal('UNAVAILABLE', {
      en: 'Others changed the same things at the same moment, and nothing of yours was stored. Try again.',
      fr: 'D’autres ont modifié la même chose au même instant, et rien de votre travail n’a été enregistré. Réessayez.',
    })
  }
  return undefined
}

/** PostgreSQL ended this transaction so that another could go on: two waited for each other. */
export function isConflict(error: unknown): boolean {
  const isOne = codesIn(error).some(code => /^(P2034|40P01|40001)$/.test(code))
  return isOne || messagesIn(error).some(message => /write conflict or a deadlock/.test(message))
}

/** Keystone keeps of what a hook throws the message alone, and Prisma writes PostgreSQL's code into it. */
function codesIn(error: unknown): string[] {
  const written = messagesIn(error).flatMap(message => [...message.matchAll(/Code: `(\w+)`/g)].map(([, code]) => code))
  const given = causesOf(error).flatMap(({ code, kind, originalCode }) => [code, kind, originalCode])
  return [...given, ...written].filter(code => typeof code === 'string')
}

const messagesIn = (error: unknown): string[] =>
  causesOf(error).flatMap(({ message }) => (typeof message === 'string' ? message : []))

type Cause = {
  code?: unknown
  kind?: unknown
  originalCode?: unknown
  message?: unknown
  cause?: unknown
  originalError?: unknown
}

/** From GraphQL's wrapper inwards; the adapter's innermost cause is a plain object. */
function causesOf(error: unknown): Cause[] {
  if (typeof error !== 'object' || error === null) return []
  const each: Cause = error
  return [each, ...causesOf(each.originalError ?? each.cause)]
}

function anyOf(...codes: string[]): RegExp {
  return new RegExp(`^(?:${codes.join('|')})$`)
}
