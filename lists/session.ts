import { action, list } from '@keystone-6/core'
import { relationship, text, timestamp } from '@keystone-6/core/fields'
import { isAtLeast, notFilterable, operationsOn, permissions, personOf, type Session } from '../access.ts'
import { Refusal } from '../errors.ts'
import type { Lists } from '../generated/keystone/types.ts'

/** People see where they are signed in; admins see everybody's sessions. */
function ownSessions({ session }: { session?: Session }) {
  const person = personOf(session)
  if (!person) return false
  return isAtLeast(person, 'admin') ? true : { user: { id: { equals: person.id } } }
}

/** A sign-in of one browser. Rows are made and ended by the sign-in room; through the API they can only be revoked. */
export const session = (): Lists.Session<Session> =>
  list<Lists.Session.TypeInfo<Session>>({
    access: {
      operation: operationsOn('Session'),
      filter: { query: ownSessions, update: () => false, delete: () => false },
    },
    graphql: { omit: { create: true, update: true, delete: true } },
    fieldDefaults: { ui: { itemView: { fieldMode: 'read' } } },
    fields: {
      // Whoever could read or look up hashes could test stolen tokens against them.
      tokenHash: text({ validation: { isRequired: true }, isIndexed: 'unique', graphql: { omit: true } }),
      user: relationship({ ref: 'User', access: notFilterable }),
      createdAt: timestamp({ validation: { isRequired: true }, defaultValue: { kind: 'now' } }),
      lastSeenAt: timestamp({ ui: { label: 'Last used' } }),
      expiresAt: timestamp({ validation: { isRequired: true }, ui: { label: 'Ends at the latest' } }),
      revokedAt: timestamp({ ui: { label: 'Ended' } }),
      address: text({ ui: { label: 'From address' } }),
      userAgent: text({ ui: { label: 'Browser' } }),
    },
    actions: {
      revoke: action({
        access: permissions.everyone,
        async resolve({ where }, context) {
          // Read as the caller: what they may not see, they can't end, and can't tell from what does not exist.
          const seen = await context.db.Session.findOne({ where })
          if (!seen)
            throw new Refusal('NOT_FOUND', {
              en: 'There is no such session, or it is not yours to end.',
              fr: 'Cette connexion n’existe pas, ou n’est pas à vous.',
            })
          if (seen.revokedAt) return seen
          return context.prisma.session.update({ where: { id: seen.id }, data: { revokedAt: new Date() } })
        },
        ui: {
          label: 'End session',
          icon: 'logOutIcon',
          messages: {
            promptTitle: 'End this session?',
            prompt: 'Whoever uses it has to sign in again.',
            promptConfirmLabel: 'End it',
            success: 'The session has ended',
          },
          itemView: { navigation: 'refetch', actionMode: ({ item }) => (item?.revokedAt ? 'disabled' : 'enabled') },
        },
      }),
    },
    ui: {
      labelField: 'userAgent',
      hideCreate: true,
      hideDelete: true,
      listView: {
        initialColumns: ['user', 'createdAt', 'lastSeenAt', 'address', 'revokedAt'],
        initialSort: { field: 'createdAt', direction: 'DESC' },
      },
    },
  })
