import { action, list } from '@keystone-6/core'
import { relationship, select, text, timestamp } from '@keystone-6/core/fields'
import { isAtLeast, notFilterable, operationsOn, permissions, personOf, type Session } from '../access.ts'
import { Refusal } from '../errors.ts'
import type { Lists } from '../generated/keystone/types.ts'
import type { Newsroom } from '../workflow/act.ts'
import { recordSave } from '../workflow/record-save.ts'
import { keepRefusal } from './keep-refusals.ts'

type Info = Lists.ApiToken.TypeInfo<Session>

/** People see the tokens that they made; admins see everybody's. */
function ownTokens({ session }: { session?: Session }) {
  const person = personOf(session)
  if (!person) return false
  return isAtLeast(person, 'admin') ? true : { person: { id: { equals: person.id } } }
}

/**
 * What a program shows to act for the person who made it. Rows are made by `makeApiToken` and looked up by the sign-in
 * room; through the API they can only be revoked. The token is not kept, only its hash.
 */
export const apiToken = (newsroom: Newsroom): Lists.ApiToken<Session> =>
  list<Info>({
    access: {
      operation: operationsOn('ApiToken'),
      filter: { query: ownTokens },
    },
    graphql: { omit: { create: true, update: true, delete: true } },
    fieldDefaults: { ui: { itemView: { fieldMode: 'read' } } },
    fields: {
      name: text({ validation: { isRequired: true }, ui: { label: 'Used by' } }),
      // Whoever could read or look up hashes could test stolen tokens against them.
      tokenHash: text({ validation: { isRequired: true }, isIndexed: 'unique', graphql: { omit: true } }),
      ending: text({ ui: { label: 'Ends in' } }),
      person: relationship({ ref: 'User', access: notFilterable, ui: { label: 'Acts for', labelField: 'name' } }),
      access: select({
        type: 'enum',
        options: [
          { value: 'read', label: 'Reads' },
          { value: 'write', label: 'Reads and writes' },
        ],
        defaultValue: 'read',
        validation: { isRequired: true },
        ui: { label: 'May', displayMode: 'segmented-control' },
      }),
      createdAt: timestamp({ validation: { isRequired: true }, defaultValue: { kind: 'now' } }),
      expiresAt: timestamp({ validation: { isRequired: true }, ui: { label: 'Ends at the latest' } }),
      lastUsedAt: timestamp({ ui: { label: 'Last used' } }),
      revokedAt: timestamp({ ui: { label: 'Revoked' } }),
    },
    actions: {
      revoke: action<Info>({
        access: permissions.everyone,
        resolve: keepRefusal(async ({ where }, context) => {
          // Read as the caller: what they may not see, they can't end, and can't tell from what does not exist.
          const token = await context.db.ApiToken.findOne({ where })
          if (!token)
            throw new Refusal('NOT_FOUND', {
              en: 'There is no such token, or it is not yours to revoke.',
              fr: 'Ce jeton n’existe pas, ou vous ne pouvez pas le révoquer.',
            })
          if (token.revokedAt) return token
          const data = { revokedAt: new Date() }
          // Of two who revoke at once, one is on record.
          const { count } = await context.prisma.apiToken.updateMany({ where: { id: token.id, revokedAt: null }, data })
          const named = { subject: `apiToken:${token.id}`, from: token.name } as const
          if (count > 0) await recordSave(context, newsroom, { action: 'apiToken.revoke', ...named })
          return context.db.ApiToken.findOne({ where: { id: token.id } })
        }),
        graphql: { description: 'Ends a token at once, for good.' },
        ui: {
          label: 'Revoke',
          messages: {
            promptTitle: 'Revoke this token?',
            prompt: 'The program that uses it is turned away from now on.',
            promptConfirmLabel: 'Revoke',
            success: 'The token is revoked',
          },
          itemView: { navigation: 'refetch', actionMode: ({ item }) => (item?.revokedAt ? 'disabled' : 'enabled') },
        },
      }),
    },
    ui: {
      label: 'API tokens',
      labelField: 'name',
      hideCreate: true,
      hideDelete: true,
      listView: {
        initialColumns: ['name', 'person', 'access', 'lastUsedAt', 'expiresAt', 'revokedAt'],
        initialSort: { field: 'createdAt', direction: 'DESC' },
      },
    },
  })
