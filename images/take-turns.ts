import { Refusal } from '../errors.ts'

/**
 * Lets `atOnce` pieces of work run and `waiting` more stand in line, first come first served. One more is refused with
 * `UNAVAILABLE` at once, so that a rush costs neither memory nor minutes.
 */
export function takeTurns({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  const line: (() => void)[] = []
  let running = 0

  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (line.length >= waiting) {
        throw new Refusal('UNAVAILABLE', {
          en: 'Too many pictures are being worked on. Try again in a few seconds.',
          fr: 'Trop de photos sont en cours de traitement. Réessayez dans quelques secondes.',
        })
      }
      await new Promise<void>(resolve => line.push(resolve))
    } else {
      running += 1
    }
    try {
      return await work()
    } finally {
      // The place goes straight to the next in line; counted down and up again, a newcomer could slip in between.
      const next = line.shift()
      if (next) next()
      else running -= 1
    }
  }
}
