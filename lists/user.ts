import { list } from '@keystone-6/core'
import { checkbox, password, select, text, virtual } from '@keystone-6/core/fields'
import { isAtLeast, operationsOn, permissions, personOf, roles, rules, type Session } from '../access.ts'
import { Refusal } from '../errors.ts'
import type { Context, Lists } from '../generated/keystone/types.ts'
import { assertFreshSignIn } from '../sign-in/assert-fresh-sign-in.ts'
import { normaliseEmail } from '../sign-in/email-address.ts'
import { endSessionsOf } from '../sign-in/end-sessions.ts'
import { passwordKdf, passwordLength } from '../sign-in/password-kdf.ts'
import type { Newsroom } from '../workflow/act.ts'
import { nameChanges } from '../workflow/name-changes.ts'
import { recordSave } from '../workflow/record-save.ts'
import { g } from './newsroom-graphql.ts'
import { keepRefusals } from './keep-refusals.ts'
import { shortText, timestamps } from './text-fields.ts'

const adminsOnly = { read: permissions.everyone, create: permissions.admins, update: permissions.admins }
const readOnlyBelowAdmin = ({ session }: { session?: Session }) =>
  isAtLeast(personOf(session), 'admin') ? ('edit' as const) : ('read' as const)

/** People of the newsroom. Deactivated, never deleted: their names stay on the record. */
export const user = (newsroom: Newsroom): Lists.User<Session> =>
  list<Lists.User.TypeInfo<Session>>({
    access: {
      operation: operationsOn('User'),
      filter: { update: rules.writeUsers },
    },
    fields: {
      name: shortText({ max: 120, required: true }),
      email: text({
        isIndexed: 'unique',
        access: adminsOnly,
        validation: {
          isRequired: true,
          length: { max: 254 },
          match: { regex: /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u, explanation: 'An e-mail address' },
        },
        ui: { itemView: { fieldMode: readOnlyBelowAdmin } },
      }),
      password: password({
        kdf: passwordKdf,
        validation: { length: passwordLength, rejectCommon: true },
        access: { read: permissions.admins, create: permissions.admins, update: permissions.everyone },
        ui: { description: 'At least 8 characters. Without one, nobody can sign in to this account.' },
      }),
      role: select({
        type: 'enum',
        options: [...roles],
        defaultValue: 'author',
        validation: { isRequired: true },
        access: adminsOnly,
        ui: { displayMode: 'segmented-control', itemView: { fieldMode: readOnlyBelowAdmin } },
      }),
      active: checkbox({
        defaultValue: true,
        access: adminsOnly,
        ui: {
          description: 'Cleared when somebody leaves: they are signed out at once, and their name stays on the record.',
          itemView: { fieldMode: readOnlyBelowAdmin },
        },
      }),
      getsPasswordLinks: virtual({
        field: g.field({
          type: g.nonNull(g.Boolean),
          description:
            'Whether you may make a link for a new password of theirs: for admins, while the account is open.',
          resolve: ({ active }: Lists.User.Item, _args, { session }) => active && permissions.admins({ session }),
        }),
        ui: {
          views: './admin/fields/password-link',
          createView: { fieldMode: 'hidden' },
          itemView: { fieldPosition: 'sidebar' },
          listView: { fieldMode: 'hidden' },
        },
      }),
      ...timestamps<Lists.User.TypeInfo<Session>>(),
    },
    hooks: keepRefusals<Lists.User.TypeInfo<Session>>({
      resolveInput: ({ resolvedData }) =>
        typeof resolvedData.email === 'string'
          ? { ...resolvedData, email: normaliseEmail(resolvedData.email) }
          : resolvedData,
      validate: {
        async update({ item, resolvedData, context }) {
          if (typeof resolvedData.password === 'string')
            await assertFreshSignIn(context, { session: context.session, toDo: 'setPassword' })
          const leaves = resolvedData.active === false || (resolvedData.role ?? 'admin') !== 'admin'
          if (item.role === 'admin' && item.active && leaves) await assertAnotherAdmin(context.prisma.user, item)
        },
      },
      afterOperation: {
        async create({ item, context }) {
          await recordSave(context, newsroom, { action: 'user.create', subject: `user:${item.id}`, to: standing(item) })
        },
        async update({ item, originalItem, context }) {
          await endOldSessions({ item, originalItem, context })
          const changed = { from: standing(originalItem), to: standing(item) }
          const reason = nameChanges(originalItem, item)
          await recordSave(context, newsroom, { action: 'user.update', subject: `user:${item.id}`, ...changed, reason })
        },
      },
    }),
    graphql: { omit: { delete: true } },
    ui: {
      hideCreate: ({ session }) => !permissions.admins({ session }),
      searchFields: ['name', 'email'],
      listView: {
        initialColumns: ['name', 'email', 'role', 'active'],
        initialSort: { field: 'name', direction: 'ASC' },
      },
    },
  })

const standing = ({ role, active }: { role: string; active: boolean }) => (active ? role : `${role}, deactivated`)

type CountsUsers = { count: (args: { where: { role: 'admin'; active: true; id: { not: string } } }) => Promise<number> }

async function assertAnotherAdmin(users: CountsUsers, item: { id: string; name: string }): Promise<void> {
  if ((await users.count({ where: { role: 'admin', active: true, id: { not: item.id } } })) > 0) return
  throw new Refusal('INVALID_INPUT', {
    en: `“${item.name}” is the last admin. Make somebody else an admin first.`,
    fr: `« ${item.name} » est la dernière personne de l’administration. Nommez-en d’abord une autre.`,
  })
}

type Saved = { id: string; active: boolean; password: string | null }
type UserSave = { item: Saved; originalItem: Saved; context: Context<Session> }

/** A new password ends every other session and all tokens, and a closed account ends all: none comes back with it. */
async function endOldSessions({ item, originalItem, context }: UserSave): Promise<void> {
  if (!item.active && originalItem.active) await endSessionsOf(context, { userId: item.id })
  else if (item.password !== originalItem.password)
    await endSessionsOf(context, { userId: item.id, butFor: context.session?.sessionId })
}
