import { createHmac } from 'node:crypto'

/** Longer than any address that can receive mail (RFC 5321). */
export const longestEmail = 254

/** One spelling of an address, so that `Zoé@Example.org ` and `zoé@example.org` are one account and one count of tries. */
export function normaliseEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase()
}

/** What PostgreSQL can look for: it takes no null character, and no account has a longer address. */
export const plainEmail = (email: string): string => email.replaceAll('\0', '').slice(0, longestEmail)

/** Tells addresses apart without keeping them; without the secret nobody can test a guess against it. */
export function hashEmail(email: string, secret: string): string {
  return createHmac('sha256', secret).update(normaliseEmail(email)).digest('hex')
}
