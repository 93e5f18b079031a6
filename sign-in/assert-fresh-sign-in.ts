import type { KeystoneContext } from '@keystone-6/core/types'
import { Refusal } from '../errors.ts'

/** How long after signing in a password may be set: whoever finds a desk left open, or steals a session, does not keep it. */
export const freshMinutes = 15

/** Refuses what asks for more than a session, where the sign-in lies too long back. Work without a session may go on. */
export async function assertFreshSignIn(
  { prisma }: Pick<KeystoneContext, 'prisma'>,
  sessionId: string | undefined,
  now = new Date(),
): Promise<void> {
  if (!sessionId) return
  const since = new Date(now.getTime() - freshMinutes * 60_000)
  const isFresh = (await prisma.session.count({ where: { id: sessionId, createdAt: { gt: since } } })) > 0
  if (isFresh) return
  throw new Refusal('NOT_PERMITTED', {
    en: `A password is set within ${freshMinutes} minutes of signing in, so that nobody else sets it at your desk. Sign out, sign in, then set it.`,
    fr: `Un mot de passe se change dans les ${freshMinutes} minutes après la connexion, afin que personne d’autre ne le fasse à votre poste. Déconnectez-vous, reconnectez-vous, puis changez-le.`,
  })
}
