import type { KeystoneContext } from '@keystone-6/core/types'

/**
 * Ends all sessions of a person at once: after a new password (all but the one it was set from), or a closed account.
 * Answers how many there were.
 */
export async function endSessionsOf(
  context: Pick<KeystoneContext, 'prisma'>,
  { userId, butFor, at = new Date() }: { userId: string; butFor?: string; at?: Date },
): Promise<number> {
  const { count }: { count: number } = await context.prisma.session.updateMany({
    where: { userId, revokedAt: null, ...(butFor && { id: { not: butFor } }) },
    data: { revokedAt: at },
  })
  return count
}

/** Deletes sessions that ended more than `days` ago: until then people can see where they were signed in. */
export async function forgetEndedSessions(
  context: Pick<KeystoneContext, 'prisma'>,
  { days, now = new Date() }: { days: number; now?: Date },
) {
  const before = new Date(now.getTime() - days * 24 * 60 * 60_000)
  const { count }: { count: number } = await context.prisma.session.deleteMany({
    where: { OR: [{ expiresAt: { lt: before } }, { revokedAt: { lt: before } }] },
  })
  return count
}
