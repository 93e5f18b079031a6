import type { IncomingMessage } from 'node:http'
import type { KeystoneContext } from '@keystone-6/core/types'
import type { Role, Session } from '../access.ts'
import { hashToken, makeToken } from './session-cookie.ts'

/** What is known by its looks: scanners of source code find it, and no other Bearer is taken for one. */
const start = 'bouclage_'
const seenEveryMs = 5 * 60_000

export const apiTokenLimits = { days: 365, nameLength: 120, openForOnePerson: 20 } as const

/** 256 bits that mean nothing by themselves; `hash` is what the database keeps, and `ending` what people know it by. */
export function newApiToken() {
  const token = start + makeToken()
  return { token, hash: hashToken(token), ending: token.slice(-4) }
}

/** The token of a program, whatever it is worth; undefined when none was sent. */
export function readApiToken(request: IncomingMessage): string | undefined {
  const [, token] = /^Bearer +(bouclage_\S*)$/i.exec(request.headers.authorization ?? '') ?? []
  return token
}

type Person = { id: string; name: string; email: string; role: Role; active: boolean }
type Row = {
  id: string
  access: 'read' | 'write'
  lastUsedAt: Date | null
  expiresAt: Date
  revokedAt: Date | null
  person: Person | null
}

const wanted = {
  ...{ id: true, access: true, lastUsedAt: true, expiresAt: true, revokedAt: true },
  person: { select: { id: true, name: true, email: true, role: true, active: true } },
}

/** Whoever made this token, as they stand now, while it counts; undefined for one that ran out, was revoked or made up. */
export async function recogniseApiToken(
  context: Pick<KeystoneContext, 'prisma'>,
  { token, now }: { token: string; now: Date },
): Promise<Session | undefined> {
  const row: Row | null = await context.prisma.apiToken.findUnique({
    where: { tokenHash: hashToken(token) },
    select: wanted,
  })
  if (!row?.person?.active || row.revokedAt || row.expiresAt <= now) return undefined
  await noteUse(context, row, now)
  const { id, person, access } = row
  return {
    ...{ listKey: 'User', itemId: person.id, data: { ...person, role: withoutAdministration(person.role) } },
    apiToken: { id, mayWrite: access === 'write' },
  }
}

/** People, webhooks and erasure are for somebody who has signed in: a token that leaks opens no way to keep more. */
const withoutAdministration = (role: Role): Role => (role === 'admin' ? 'publisher' : role)

async function noteUse({ prisma }: Pick<KeystoneContext, 'prisma'>, { id, lastUsedAt }: Row, now: Date): Promise<void> {
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < seenEveryMs) return
  // updateMany: a row that is gone meanwhile is no error.
  await prisma.apiToken.updateMany({ where: { id }, data: { lastUsedAt: now } })
}
