import type { Pool } from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { Refusal, type NewsroomError } from '../errors.ts'
import { networkOf } from '../sign-in/network.ts'

/** Addresses of links that opened nothing, from one network, within a quarter of an hour. Mistyped ones are a handful. */
export const guessLimit = 30

export type GuessLimiter = {
  /** TOO_MANY_TRIES after too many wrong addresses; asked before a token is looked up, so that right ones get it too. */
  assertMayTry: (address: string) => Promise<void>
  countWrong: (address: string) => Promise<void>
}

/** Counts in the database, beside tries to sign in, so that all processes count together. */
export function limitGuesses(pool: Pool, limit: number = guessLimit): GuessLimiter {
  const guesses = new RateLimiterPostgres({
    ...{ storeClient: pool, storeType: 'pool', schemaName: 'sign_in', tableName: 'tries', tableCreated: true },
    // The counter of sign-ins sweeps the table for all.
    clearExpiredByTimeout: false,
    ...{ keyPrefix: 'preview', points: limit, duration: 15 * 60 },
  })
  return {
    async assertMayTry(address) {
      const counted = await guesses.get(networkOf(address))
      if (counted && counted.consumedPoints > limit) throw tooManyTries(counted.msBeforeNext)
    },
    async countWrong(address) {
      try {
        await guesses.consume(networkOf(address))
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) throw tooManyTries(refusal.msBeforeNext)
        throw refusal
      }
    },
  }
}

function tooManyTries(ms: number): NewsroomError {
  const retryAfterSeconds = Math.max(1, Math.ceil(ms / 1000))
  const minutes = Math.ceil(retryAfterSeconds / 60)
  return new Refusal(
    'TOO_MANY_TRIES',
    {
      en: `Too many addresses of previews were tried from here. Wait ${minutes} minutes, then try again.`,
      fr: `Trop d’adresses d’aperçus ont été essayées d’ici. Patientez ${minutes} minutes, puis réessayez.`,
    },
    { retryAfterSeconds },
  )
}
