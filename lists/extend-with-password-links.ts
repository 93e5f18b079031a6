import { assertSignedIn, isAtLeast, roleInWords, type Session } from '../access.ts'
import { sqlOfPrisma } from '../database/sql.ts'
import { Refusal } from '../errors.ts'
import type { Context } from '../generated/keystone/types.ts'
import { makePasswordLink, passwordLinkMutation, takePasswordLink } from '../sign-in/password-link.ts'
import { recordSave } from '../workflow/record-save.ts'
import type { Surroundings } from './extend-authoring.ts'
import { g } from './newsroom-graphql.ts'

/** For somebody who has no password, or forgot it: an admin makes a link, and whoever holds it sets a new password. */
export const extendWithPasswordLinks = (surroundings: Surroundings) =>
  g.extend(base => ({
    mutation: {
      createPasswordLink: g.field({
        type: g.nonNull(g.String),
        description: 'For admins: an address at which this person sets a new password, once, within 24 hours.',
        args: { where: g.arg({ type: g.nonNull(base.inputObject('UserWhereUniqueInput')) }) },
        // The type of the input is Keystone's, read from the schema.
        resolve: (_source, { where }, context) => createPasswordLink(context, surroundings, where as { id?: string }),
      }),
      [passwordLinkMutation]: g.field({
        type: g.nonNull(g.Boolean),
        description: 'Sets a new password by a link from an admin; whoever is signed in to the account is signed out.',
        args: { token: g.arg({ type: g.nonNull(g.String) }), password: g.arg({ type: g.nonNull(g.String) }) },
        resolve: (_source, asked, context) => setPasswordWithLink(context, surroundings, asked),
      }),
    },
  }))

async function createPasswordLink(
  context: Context<Session>,
  { newsroom, publicUrl }: Surroundings,
  where: { id?: string; email?: string },
): Promise<string> {
  const person = assertSignedIn(context.session)
  if (!isAtLeast(person, 'admin'))
    throw new Refusal('NOT_PERMITTED', {
      en: `Only admins make links for a new password; your role is ${person.role}.`,
      fr: `Seule l’administration crée des liens de nouveau mot de passe ; votre rôle est « ${roleInWords[person.role].fr} ».`,
    })
  const user = await context.db.User.findOne({ where })
  if (!user)
    throw new Refusal('NOT_FOUND', {
      en: 'There is no such person.',
      fr: 'Cette personne n’existe pas.',
    })
  if (!user.active)
    throw new Refusal('WRONG_STATE', {
      en: `The account of “${user.name}” is closed. Reactivate it first.`,
      fr: `Le compte de « ${user.name} » est fermé. Rouvrez-le d’abord.`,
    })
  const token = await makePasswordLink(sqlOfPrisma(context.prisma), { userId: user.id, by: person.id })
  await recordSave(context, newsroom, { action: 'user.createPasswordLink', subject: `user:${user.id}` })
  return `${publicUrl.replace(/\/$/, '')}/password?token=${token}`
}

async function setPasswordWithLink(
  context: Context<Session>,
  { newsroom }: Surroundings,
  { token, password }: { token: string; password: string },
): Promise<boolean> {
  const userId = await takePasswordLink(sqlOfPrisma(context.prisma), token)
  const user = userId && (await context.prisma.user.findUnique({ where: { id: userId } }))
  if (!user || !user.active)
    throw new Refusal('NOT_FOUND', {
      en: 'This link was used, is too old, or is not whole. Ask an admin for another.',
      fr: 'Ce lien a servi, est trop ancien ou incomplet. Demandez-en un autre à l’administration.',
    })
  // As that person, but in none of their sessions: the list checks and hashes the password, and ends them all.
  const { id, name, email, role, active } = user
  const self = context.withSession({ listKey: 'User', itemId: id, data: { id, name, email, role, active } })
  await self.db.User.updateOne({ where: { id }, data: { password } })
  await recordSave(self, newsroom, { action: 'user.usePasswordLink', subject: `user:${id}` })
  return true
}
