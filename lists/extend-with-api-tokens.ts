import { assertSignedIn, type Session } from '../access.ts'
import { Refusal } from '../errors.ts'
import type { Context } from '../generated/keystone/types.ts'
import { apiTokenLimits, newApiToken } from '../sign-in/api-tokens.ts'
import { assertFreshSignIn } from '../sign-in/assert-fresh-sign-in.ts'
import { recordSave } from '../workflow/record-save.ts'
import type { Surroundings } from './extend-authoring.ts'
import { g } from './newsroom-graphql.ts'

type Order = { name: string; access: 'read' | 'write'; days: number }

/** For programs that write or read before publication: a wire, a planning tool, a script. */
export const extendWithApiTokens = (surroundings: Surroundings) =>
  g.extend(base => ({
    mutation: {
      makeApiToken: g.field({
        type: g.nonNull(g.String),
        description:
          'A token with which a program acts for you, shown this once: `Authorization: Bearer …`. ' +
          'It may do what you may, but for what only admins do, until it ends, is revoked, or you set a new password.',
        args: {
          name: g.arg({ type: g.nonNull(g.String), description: 'What uses it.' }),
          access: g.arg({ type: g.nonNull(base.enum('ApiTokenAccessType')) }),
          days: g.arg({ type: g.nonNull(g.Int), description: `From 1 to ${apiTokenLimits.days}.` }),
        },
        // The values of the enum are Keystone's, read from the schema.
        resolve: (_source, order, context) => makeApiToken(context, surroundings, order as Order),
      }),
    },
  }))

async function makeApiToken(
  context: Context<Session>,
  { newsroom }: Surroundings,
  { name: typed, access, days }: Order,
): Promise<string> {
  const person = assertSignedIn(context.session)
  const name = typed.trim()
  assertOrder({ name, days })
  await assertFreshSignIn(context, { session: context.session, toDo: 'makeToken' })
  await assertNotTooMany(context, person.id)
  const { token, hash, ending } = newApiToken()
  const now = new Date()
  const { id } = await context.prisma.apiToken.create({
    data: {
      ...{ name, access, ending, tokenHash: hash, personId: person.id },
      ...{ createdAt: now, expiresAt: new Date(now.getTime() + days * 86_400_000) },
    },
    select: { id: true },
  })
  await recordSave(context, newsroom, {
    ...{ action: 'apiToken.make', subject: `apiToken:${id}`, to: name },
    reason: `May ${access}, for ${days} days.`,
  })
  return token
}

function assertOrder({ name, days }: Pick<Order, 'name' | 'days'>): void {
  const { nameLength, days: most } = apiTokenLimits
  if (name === '' || name.length > nameLength || /[\p{Cc}\p{Cs}\u2028\u2029]/u.test(name))
    throw new Refusal('INVALID_INPUT', {
      en: `A token is named after what uses it, in one line of 1 to ${nameLength} characters. Give it a name.`,
      fr: `Un jeton porte le nom de ce qui s’en sert, en une ligne de 1 à ${nameLength} caractères. Donnez-lui un nom.`,
    })
  if (days < 1 || days > most)
    throw new Refusal('INVALID_INPUT', {
      en: `A token lives from 1 to ${most} days, and this one was to live ${days}. Choose another number.`,
      fr: `Un jeton vit de 1 à ${most} jours, et celui-ci devait en vivre ${days}. Choisissez un autre nombre.`,
    })
}

async function assertNotTooMany({ prisma }: Context<Session>, personId: string): Promise<void> {
  // Held until the token is there, so that two requests at once are counted.
  await prisma.$queryRaw`select from "User" where id = ${personId} and active for update`
  const most = apiTokenLimits.openForOnePerson
  const open = await prisma.apiToken.count({ where: { personId, revokedAt: null, expiresAt: { gt: new Date() } } })
  if (open < most) return
  throw new Refusal('LIMIT_EXCEEDED', {
    en: `You have ${most} tokens, and no more can be open at once. Revoke one that nothing uses.`,
    fr: `Vous avez ${most} jetons, et pas plus ne peuvent être ouverts à la fois. Révoquez-en un qui ne sert plus.`,
  })
}
