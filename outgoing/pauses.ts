/** Seconds before each further try, as standardwebhooks.com advises: about three days in all. */
export const pauses = [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600] as const

/** When to try again after so many tries; null when it is enough. */
export const pauseAfter = (tries: number): number | null => pauses[tries - 1] ?? null
