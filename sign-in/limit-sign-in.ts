import type { IncomingMessage } from 'node:http'
import type { KeystoneContext } from '@keystone-6/core/types'
import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql'
import type { Pool } from 'pg'
import { sqlOfPg } from '../database/sql.ts'
import { Refusal, type NewsroomError } from '../errors.ts'
import { longestEmail, normaliseEmail } from './email-address.ts'
import { endSessionsOf } from './end-sessions.ts'
import { limitPasswordLinks } from './limit-password-links.ts'
import { limitTries, type TryLimiter, type TryLimits } from './limit-tries.ts'
import { couldBePassword } from './password-kdf.ts'
import { isPasswordReplaced, readPassword } from './read-password.ts'
import { recordFailedSignIn } from './record-failed-sign-in.ts'

export const signInMutation = 'authenticateUserWithPassword'

export type SignInLimits = {
  /** A pool that outlives the schema; the table of tries is shared by all processes. */
  pool: Pool
  /** Keys the hashes of e-mail addresses; another secret forgets the counts, and nothing else. */
  secret: string
  addressOf: (request: IncomingMessage | undefined) => string
  limits?: TryLimits
}

type Credentials = { email: string; password: string }
type SignIn = GraphQLFieldResolver<unknown, KeystoneContext, Credentials>

/**
 * Puts a counter in front of Keystone's sign-in: one try a request, TOO_MANY_TRIES before anything is hashed, and one
 * answer, SIGN_IN_FAILED, for an unknown address, a wrong password and a closed account. Changes the schema it is given.
 */
export function limitSignIn(schema: GraphQLSchema, limits: SignInLimits): GraphQLSchema {
  const field = schema.getMutationType()?.getFields()[signInMutation]
  if (!field?.resolve) throw new Error(`The schema has no mutation ${signInMutation}: call this after createAuth.`)
  const limiter = limitTries(limits)
  // The schema knows nothing of argument types; Keystone's auth declares both as String!.
  field.resolve = guard(field.resolve as SignIn, limiter, limits) as typeof field.resolve
  limitPasswordLinks(schema, limiter, limits)
  return schema
}

function guard(signIn: SignIn, limiter: TryLimiter, { pool, secret, addressOf }: SignInLimits): SignIn {
  const sql = sqlOfPg(pool)
  const tried = new WeakSet<IncomingMessage>()
  return async (source, args, context, info) => {
    assertFirstTry(tried, context.req)
    const { email, password } = { email: normaliseEmail(args.email), password: args.password }
    const caller = { email, address: addressOf(context.req), userAgent: context.req?.headers['user-agent'] ?? '' }
    await limiter.count(caller, () => recordFailedSignIn(sql, secret, { ...caller, reason: 'paused' }))
    // Asked for every address alike, so that the time tells nothing.
    const before = await readPassword(sql, caller)
    const result = couldBeReal(email, password) ? await signIn(source, { email, password }, context, info) : null
    const isReplaced = isSuccess(result) && (await isPasswordReplaced(sql, caller, before))
    // The new password ended every session, and this one began just behind its back.
    if (isReplaced && before) await endSessionsOf(context, { userId: before.id })
    if (!isSuccess(result) || isReplaced) {
      await recordFailedSignIn(sql, secret, { ...caller, reason: 'wrong' })
      throw signInFailed()
    }
    await limiter.forgive(caller)
    return result
  }
}

function assertFirstTry(tried: WeakSet<IncomingMessage>, request: IncomingMessage | undefined): void {
  if (!request) return
  if (tried.has(request)) {
    throw new Refusal('LIMIT_EXCEEDED', {
      en: 'One request carries one sign-in. Send the others by themselves.',
      fr: 'Une requête porte une seule connexion. Envoyez les autres à part.',
    })
  }
  tried.add(request)
}

/** A null character is legal in GraphQL, and an error in PostgreSQL. */
const couldBeReal = (email: string, password: string) =>
  email.length <= longestEmail && !email.includes('\0') && couldBePassword(password)

const isSuccess = (result: unknown) => typeof result === 'object' && result !== null && 'sessionToken' in result

function signInFailed(): NewsroomError {
  return new Refusal(
    'SIGN_IN_FAILED',
    {
      en: 'This e-mail address and password do not belong together, or the account is closed. Try again, or ask an admin.',
      fr: 'Cette adresse e-mail et ce mot de passe ne vont pas ensemble, ou le compte est fermé. Réessayez, ou demandez à l’administration.',
    },
    { http: { status: 401, headers: new Map() } },
  )
}
