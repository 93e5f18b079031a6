import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Browsers refuse a `__Host-` cookie from a sibling domain or over http, so nobody can plant one. */
const cookieName = (isSecure: boolean) => (isSecure ? '__Host-bouclage-session' : 'bouclage-session')

/** 256 bits that mean nothing by themselves. */
export const makeToken = () => randomBytes(32).toString('base64url')

/** What the database keeps: who reads it can't sign in with it. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex')

/** The token that the browser sent, if it has the shape of one of ours. */
export function readSessionCookie(request: IncomingMessage | undefined, isSecure: boolean): string | undefined {
  const start = `${cookieName(isSecure)}=`
  const pairs = (request?.headers.cookie ?? '').split(';').map(pair => pair.trim())
  const token = pairs.find(pair => pair.startsWith(start))?.slice(start.length)
  return token && /^[\w-]{43}$/.test(token) ? token : undefined
}

export function setSessionCookie(
  response: ServerResponse | undefined,
  { token, maxAgeSeconds, isSecure }: { token: string; maxAgeSeconds: number; isSecure: boolean },
): void {
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${maxAgeSeconds}`, ...(isSecure ? ['Secure'] : [])]
  response?.appendHeader('Set-Cookie', [`${cookieName(isSecure)}=${token}`, ...attributes].join('; '))
}

export function clearSessionCookie(response: ServerResponse | undefined, isSecure: boolean): void {
  setSessionCookie(response, { token: '', maxAgeSeconds: 0, isSecure })
}
