/** What an erasure leaves in the place of a revision's or publication's content; the database compares it to the letter. */
export const tombstone = { erased: true } as const

/** Whether this content was erased: hashes, names and dates of it are still there. */
export function isTombstone(content: unknown): boolean {
  return typeof content === 'object' && content !== null && 'erased' in content && content.erased === true
}
