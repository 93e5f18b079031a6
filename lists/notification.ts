import { action, list } from '@keystone-6/core'
import { relationship, select, text, timestamp } from '@keystone-6/core/fields'
import { operationsOn, permissions, rules, type Session } from '../access.ts'
import { Refusal } from '../errors.ts'
import type { Lists } from '../generated/keystone/types.ts'
import { noticeKinds } from '../workflow/notify.ts'
import { keepRefusal } from './keep-refusals.ts'
import { keptSentence } from './kept-sentence-field.ts'

type Info = Lists.Notification.TypeInfo<Session>

const readAlone = { read: { item: permissions.everyone, filter: permissions.nobody, order: permissions.nobody } }

/** What a person is told behind the bell. Written by the workflow with what it tells of; read by that person alone. */
export const notification = (): Lists.Notification<Session> =>
  list<Info>({
    access: {
      operation: operationsOn('Notification'),
      filter: { query: rules.ownNotifications },
    },
    fields: {
      person: relationship({ ref: 'User', access: readAlone, ui: { labelField: 'name' } }),
      kind: select({ type: 'enum', options: [...noticeKinds], validation: { isRequired: true } }),
      article: relationship({
        ref: 'Article',
        access: readAlone,
        db: { extendPrismaSchema: field => field.replace('references: [id]', 'references: [id], onDelete: Cascade') },
        ui: { labelField: 'headline' },
      }),
      by: relationship({ ref: 'User', access: readAlone, ui: { labelField: 'name' } }),
      detail: keptSentence<Info>(text()),
      createdAt: timestamp({ defaultValue: { kind: 'now' }, validation: { isRequired: true }, ui: { label: 'When' } }),
      readAt: timestamp({ ui: { label: 'Read' } }),
    },
    // The bell reads one person's, newest first.
    db: { extendPrismaSchema: model => model.replace('@@index([personId])', '@@index([personId, createdAt])') },
    actions: {
      markRead: action<Info>({
        access: permissions.everyone,
        resolve: keepRefusal(async ({ where }, context) => {
          const own = await context.db.Notification.findOne({ where })
          if (!own)
            throw new Refusal('NOT_FOUND', {
              en: 'There is no such notification of yours.',
              fr: 'Vous n’avez pas cette notification.',
            })
          if (own.readAt) return own
          return context.prisma.notification.update({ where: { id: own.id }, data: { readAt: new Date() } })
        }),
        ui: { label: 'Mark as read', itemView: { navigation: 'refetch', hidePrompt: true } },
      }),
    },
    fieldDefaults: { ui: { itemView: { fieldMode: 'read' } } },
    graphql: { omit: { create: true, update: true, delete: true } },
    ui: {
      hideNavigation: true,
      hideCreate: true,
      labelField: 'kind',
      listView: {
        initialColumns: ['kind', 'article', 'by', 'createdAt', 'readAt'],
        initialSort: { field: 'createdAt', direction: 'DESC' },
      },
    },
  })
