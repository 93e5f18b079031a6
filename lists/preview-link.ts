import { action, list } from '@keystone-6/core'
import { integer, relationship, text, timestamp } from '@keystone-6/core/fields'
import { notFilterable, operationsOn, permissions, rules, type Session } from '../access.ts'
import { Refusal } from '../errors.ts'
import type { Lists } from '../generated/keystone/types.ts'
import { beginAct, type Newsroom } from '../workflow/act.ts'
import { revokePreviewLink } from '../workflow/revoke-preview-links.ts'
import { keepRefusal } from './keep-refusals.ts'

type Info = Lists.PreviewLink.TypeInfo<Session>

/**
 * An address at which somebody outside reads a story before it is published. Rows are made by `makePreviewLink` and
 * opened by the preview room; through the API they can only be revoked. The token is not kept, only its hash.
 */
export const previewLink = (newsroom: Newsroom): Lists.PreviewLink<Session> =>
  list<Info>({
    access: {
      operation: operationsOn('PreviewLink'),
      filter: { query: rules.readPreviewLinks },
    },
    graphql: { omit: { create: true, update: true, delete: true } },
    fieldDefaults: { ui: { itemView: { fieldMode: 'read' } } },
    fields: {
      // Whoever could read or look up hashes could test stolen tokens against them.
      tokenHash: text({ validation: { isRequired: true }, isIndexed: 'unique', graphql: { omit: true } }),
      article: relationship({
        ref: 'Article',
        access: notFilterable,
        db: { extendPrismaSchema: field => field.replace('references: [id]', 'references: [id], onDelete: Cascade') },
        ui: { labelField: 'headline' },
      }),
      revision: integer({ ui: { description: 'Empty: the working copy, as it stands when the link is opened.' } }),
      note: text({ ui: { label: 'For whom' } }),
      language: text({ validation: { isRequired: true }, ui: { label: 'Language of the banner' } }),
      createdBy: relationship({ ref: 'User', access: notFilterable, ui: { labelField: 'name' } }),
      createdAt: timestamp({ validation: { isRequired: true }, defaultValue: { kind: 'now' } }),
      expiresAt: timestamp({ validation: { isRequired: true }, isIndexed: true }),
      revokedAt: timestamp(),
      timesOpened: integer({ defaultValue: 0, validation: { isRequired: true } }),
      lastOpenedAt: timestamp(),
    },
    actions: {
      revoke: action<Info>({
        access: permissions.everyone,
        resolve: keepRefusal(async ({ where }, context) => {
          // Read as the caller: what they may not see, they can't end, and can't tell from what does not exist.
          const link = await context.db.PreviewLink.findOne({ where })
          if (!link)
            throw new Refusal('NOT_FOUND', {
              en: 'There is no such preview link, or it is not yours to revoke.',
              fr: 'Ce lien d’aperçu n’existe pas, ou vous ne pouvez pas le révoquer.',
            })
          await revokePreviewLink(beginAct(context, newsroom), link.id)
          return context.db.PreviewLink.findOne({ where: { id: link.id } })
        }),
        graphql: { description: 'Ends a preview link at once, for good.' },
        ui: {
          label: 'Revoke',
          messages: {
            promptTitle: 'Revoke this link?',
            prompt: 'Whoever has it can no longer read the story.',
            promptConfirmLabel: 'Revoke',
            success: 'The link is revoked',
          },
          itemView: { navigation: 'refetch', actionMode: ({ item }) => (item?.revokedAt ? 'disabled' : 'enabled') },
        },
      }),
    },
    ui: {
      label: 'Preview links',
      labelField: 'note',
      hideCreate: true,
      hideDelete: true,
      listView: {
        initialColumns: ['article', 'note', 'expiresAt', 'timesOpened', 'revokedAt'],
        initialSort: { field: 'createdAt', direction: 'DESC' },
      },
    },
  })
