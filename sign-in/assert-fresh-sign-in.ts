import type { KeystoneContext } from '@keystone-6/core/types'
import type { Session } from '../access.ts'
import { Refusal, type Sentence } from '../errors.ts'

/** How long after signing in this can be done: whoever finds a desk left open, or steals a session, does not keep it. */
export const freshMinutes = 15

const refusals = {
  setPassword: {
    en: `A password is set within ${freshMinutes} minutes of signing in, so that nobody else sets it at your desk. Sign out, sign in, then set it.`,
    fr: `Un mot de passe se change dans les ${freshMinutes} minutes après la connexion, afin que personne d’autre ne le fasse à votre poste. Déconnectez-vous, reconnectez-vous, puis changez-le.`,
  },
  makeToken: {
    en: `A token is made within ${freshMinutes} minutes of signing in, so that nobody else makes one at your desk. Sign out, sign in, then make it.`,
    fr: `Un jeton se crée dans les ${freshMinutes} minutes après la connexion, afin que personne d’autre ne le fasse à votre poste. Déconnectez-vous, reconnectez-vous, puis créez-le.`,
  },
} as const satisfies Record<string, Sentence>

type Asked = { session: Session | undefined; toDo: keyof typeof refusals }

/**
 * Refuses what asks for more than a session, where the sign-in lies too long back, and to every program. Work of ours,
 * without either, may go on.
 */
export async function assertFreshSignIn(
  { prisma }: Pick<KeystoneContext, 'prisma'>,
  { session, toDo }: Asked,
  now = new Date(),
): Promise<void> {
  if (!session?.sessionId && !session?.apiToken) return
  const since = new Date(now.getTime() - freshMinutes * 60_000)
  const where = { id: session.sessionId ?? '', createdAt: { gt: since } }
  if (!session.apiToken && (await prisma.session.count({ where })) > 0) return
  throw new Refusal('NOT_PERMITTED', refusals[toDo])
}
