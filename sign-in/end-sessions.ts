import type { KeystoneContext } from '@keystone-6/core/types'

/**
 * Ends all sessions and tokens of a person at once: after a new password (all but the session it was set from), or a
 * closed account. Answers how many sessions there were.
 */
export async function endSessionsOf(
  context: Pick<KeystoneContext, 'prisma'>,
  { userId, butFor, at = new Date() }: { userId: string; butFor?: string; at?: Date },
): Promise<number> {
  const { count }: { count: number } = await context.prisma.session.updateMany({
    where: { userId, revokedAt: null, ...(butFor && { id: { not: butFor } }) },
    data: { revokedAt: at },
  })
  // Whoever knew the old password may have made one.
  await context.prisma.apiToken.updateMany({ where: { personId: userId, revokedAt: null }, data: { revokedAt: at } })
  return count
}

/** Deletes sessions and tokens that ended more than `days` ago: until then people can see where they were signed in and what acted for them. */
export async function forgetEndedSessions(
  context: Pick<KeystoneContext, 'prisma'>,
  { days, now = new Date() }: { days: number; now?: Date },
) {
  const before = new Date(now.getTime() - days * 24 * 60 * 60_000)
  const where = { OR: [{ expiresAt: { lt: before } }, { revokedAt: { lt: before } }] }
  const sessions: { count: number } = await context.prisma.session.deleteMany({ where })
  const tokens: { count: number } = await context.prisma.apiToken.deleteMany({ where })
  return { sessions: sessions.count, tokens: tokens.count }
}
