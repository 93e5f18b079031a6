import type { IncomingMessage } from 'node:http'
import type { KeystoneContext, SessionStrategy } from '@keystone-6/core/types'
import type { Role, Session } from '../access.ts'
import { sqlOfPrisma } from '../database/sql.ts'
import { readApiToken, recogniseApiToken } from './api-tokens.ts'
import { clearSessionCookie, hashToken, makeToken, readSessionCookie, setSessionCookie } from './session-cookie.ts'

const minute = 60_000
const hour = 60 * minute

/** A session ends twelve hours after its last use, and seven days after the sign-in whatever happens. */
export const sessionLife = { unused: 12 * hour, whole: 7 * 24 * hour, seenEvery: 5 * minute } as const

export type SessionSettings = {
  /** PUBLIC_URL begins with https: cookies travel nowhere else. */
  isSecure: boolean
  /** Where the request came from, for people to recognise their sessions by. */
  addressOf: (request: IncomingMessage | undefined) => string
  /** Called inside the transaction that makes the session: what it writes is there if, and only if, the session is. */
  onSignedIn?: (context: KeystoneContext, userId: string) => Promise<void>
  /** Called with whoever is signed in, or whose program asks. */
  onRecognised?: (session: Session) => void
  now?: () => Date
}

type Person = { id: string; name: string; email: string; role: Role; active: boolean }
type Row = { id: string; lastSeenAt: Date | null; expiresAt: Date; revokedAt: Date | null; user: Person | null }

const wanted = {
  id: true,
  lastSeenAt: true,
  expiresAt: true,
  revokedAt: true,
  user: { select: { id: true, name: true, email: true, role: true, active: true } },
}

/**
 * Sessions as rows of the list Session: an opaque token in a cookie, its hash in the database. A program shows a token of
 * the list ApiToken in its stead, and is nobody when that is worth nothing, cookie or not. The person is read again at
 * every request, so a changed role, a closed account or a revoked session counts with the next one.
 */
export function storedSessions(settings: SessionSettings): SessionStrategy<Session> {
  const { isSecure, onRecognised, now = () => new Date() } = settings
  // The gate, the pages and the API each ask who is there: one request, one look.
  const seen = new WeakMap<IncomingMessage, Promise<Session | undefined>>()
  return {
    async get({ context }) {
      const { req } = context
      if (!req) return undefined
      const known = seen.get(req) ?? recognise(context, { isSecure, now: now() })
      seen.set(req, known)
      const session = await known
      if (session) onRecognised?.(session)
      return session
    },
    start: ({ context, data }) => startSession(context, data.itemId, settings),
    async end({ context }) {
      await revokeSessionOf(context, { isSecure, at: now() })
      clearSessionCookie(context.res, isSecure)
    },
  }
}

type Looking = { isSecure: boolean; now: Date }

async function recognise(context: KeystoneContext, { isSecure, now }: Looking): Promise<Session | undefined> {
  const apiToken = context.req && readApiToken(context.req)
  if (apiToken !== undefined) return recogniseApiToken(context, { token: apiToken, now })
  const token = readSessionCookie(context.req, isSecure)
  if (!token) return undefined
  const row: Row | null = await context.prisma.session.findUnique({
    where: { tokenHash: hashToken(token) },
    select: wanted,
  })
  if (!row?.user?.active || !isUsable(row, now)) return undefined
  await noteUse(context, row, now)
  return { listKey: 'User', itemId: row.user.id, sessionId: row.id, data: row.user }
}

function isUsable({ revokedAt, expiresAt, lastSeenAt }: Row, now: Date): boolean {
  const lastUse = lastSeenAt?.getTime() ?? 0
  return !revokedAt && expiresAt > now && lastUse + sessionLife.unused > now.getTime()
}

async function noteUse(context: KeystoneContext, { id, lastSeenAt }: Row, now: Date): Promise<void> {
  if (lastSeenAt && now.getTime() - lastSeenAt.getTime() < sessionLife.seenEvery) return
  // updateMany: a row that is gone meanwhile is no error.
  await context.prisma.session.updateMany({ where: { id }, data: { lastSeenAt: now } })
}

/** Ends the browser's old session and begins a new one. Empty for a closed account: the caller takes it as a failure. */
async function startSession(context: KeystoneContext, userId: string, settings: SessionSettings): Promise<string> {
  const { isSecure, addressOf, onSignedIn, now = () => new Date() } = settings
  const token = makeToken()
  const at = now()
  const isOpen = await context.transaction(async tx => {
    // Held until the session is there, so that whoever closes the account at this moment ends it too.
    const open = await sqlOfPrisma(tx.prisma)('select from "User" where id = $1 and active for share', [userId])
    if (open.length === 0) return false
    await revokeSessionOf(tx, { isSecure, at })
    await tx.prisma.session.create({
      data: {
        tokenHash: hashToken(token),
        user: { connect: { id: userId } },
        createdAt: at,
        lastSeenAt: at,
        expiresAt: new Date(at.getTime() + sessionLife.whole),
        address: addressOf(context.req),
        userAgent: (context.req?.headers['user-agent'] ?? '').slice(0, 300),
      },
    })
    await onSignedIn?.(tx, userId)
    return true
  })
  if (!isOpen) return ''
  setSessionCookie(context.res, { token, maxAgeSeconds: sessionLife.whole / 1000, isSecure })
  // Keystone copies this into the answer, where scripts can read it: the token itself stays in the cookie.
  return 'kept in the cookie'
}

async function revokeSessionOf(context: KeystoneContext, { isSecure, at }: { isSecure: boolean; at: Date }) {
  const token = readSessionCookie(context.req, isSecure)
  if (!token) return
  await context.prisma.session.updateMany({
    where: { tokenHash: hashToken(token), revokedAt: null },
    data: { revokedAt: at },
  })
}
