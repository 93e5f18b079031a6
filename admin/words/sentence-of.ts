/**
 * What to tell of a request that failed: what the server said against it, or that there was no answer. The way of every
 * request puts it into words (see writing/desk-link.ts).
 */
export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
