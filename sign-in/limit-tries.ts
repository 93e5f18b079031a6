import type { Pool } from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { Refusal, type NewsroomError } from '../errors.ts'
import { hashEmail } from './email-address.ts'
import { networkOf } from './network.ts'

const quarterHour = 15 * 60
const day = 24 * 60 * 60

/**
 * Failed tries within 15 minutes before a pause begins. Many people share an address; one account is one person's.
 * The n-th pause within a day lasts the n-th time; the last one from then on.
 */
export const tryLimits = { account: 10, address: 50, pauseMinutes: [1, 5, 15, 60] } as const

export type Try = { email: string; address: string }
export type TryLimits = { account: number; address: number; pauseMinutes: readonly number[] }

export type TryLimiter = {
  /** Counts this try before anything is hashed; TOO_MANY_TRIES while there is a pause. `onPause` tells of a new pause. */
  count: (tried: Try, onPause: () => Promise<void>) => Promise<void>
  /** After a success: the account starts anew, the address gets its try back. */
  forgive: (tried: Try) => Promise<void>
  /** The same for a try that names no account. */
  countAddress: (address: string) => Promise<void>
  forgiveAddress: (address: string) => Promise<void>
}

type Door = { tries: RateLimiterPostgres; pauses: RateLimiterPostgres; limit: number }

/** Counts in the database, so that all processes count together, and a restart forgets nothing. */
export function limitTries({
  pool,
  secret,
  limits = tryLimits,
}: {
  pool: Pool
  secret: string
  limits?: TryLimits
}): TryLimiter {
  const account = countAt(pool, 'account', limits.account)
  const address = countAt(pool, 'address', limits.address)
  return {
    async count(tried, onPause) {
      const pause = { minutes: limits.pauseMinutes, onPause }
      await countTry(address, networkOf(tried.address), pause)
      await countTry(account, hashEmail(tried.email, secret), pause)
    },
    async forgive(tried) {
      const key = hashEmail(tried.email, secret)
      await Promise.all([
        account.tries.delete(key),
        account.pauses.delete(key),
        address.tries.reward(networkOf(tried.address)),
      ])
    },
    countAddress: caller =>
      countTry(address, networkOf(caller), { minutes: limits.pauseMinutes, onPause: async () => {} }),
    async forgiveAddress(caller) {
      await address.tries.reward(networkOf(caller))
    },
  }
}

function countAt(pool: Pool, name: string, limit: number): Door {
  const table = { storeClient: pool, storeType: 'pool', schemaName: 'sign_in', tableName: 'tries', tableCreated: true }
  return {
    limit,
    tries: new RateLimiterPostgres({ ...table, keyPrefix: name, points: limit, duration: quarterHour }),
    // The sweep of old rows is for the whole table: one of the counters does it for all.
    pauses: new RateLimiterPostgres({
      ...table,
      keyPrefix: `${name}-pause`,
      points: limit,
      duration: day,
      clearExpiredByTimeout: false,
    }),
  }
}

async function countTry(
  door: Door,
  key: string,
  pause: { minutes: readonly number[]; onPause: () => Promise<void> },
): Promise<void> {
  try {
    await door.tries.consume(key)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    // The count is atomic: of all tries at once exactly one is the first too many, and it sets the pause.
    const isFirstTooMany = refusal.consumedPoints === door.limit + 1
    throw tooManyTries(isFirstTooMany ? await beginPause(door, key, pause) : refusal.msBeforeNext / 1000)
  }
}

async function beginPause(
  { tries, pauses }: Door,
  key: string,
  { minutes, onPause }: { minutes: readonly number[]; onPause: () => Promise<void> },
): Promise<number> {
  const { consumedPoints } = await pauses.penalty(key)
  const seconds = (minutes[Math.min(consumedPoints, minutes.length) - 1] ?? 60) * 60
  await tries.block(key, seconds)
  await onPause()
  return seconds
}

function tooManyTries(secondsLeft: number): NewsroomError {
  const seconds = Math.max(1, Math.ceil(secondsLeft))
  const [wait, en, fr] =
    seconds <= 90 ? [seconds, 'seconds', 'secondes'] : [Math.ceil(seconds / 60), 'minutes', 'minutes']
  const sentence = {
    en: `There were too many tries to sign in. Wait ${wait} ${en}, then try again.`,
    fr: `Il y a eu trop d’essais de connexion. Patientez ${wait} ${fr}, puis réessayez.`,
  }
  return new Refusal('TOO_MANY_TRIES', sentence, {
    retryAfterSeconds: seconds,
    http: { status: 429, headers: new Map([['retry-after', String(seconds)]]) },
  })
}
