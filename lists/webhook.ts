import { list } from '@keystone-6/core'
import { checkbox, multiselect, text, virtual } from '@keystone-6/core/fields'
import { operationsOn, type Session } from '../access.ts'
import { sqlOfPrisma } from '../database/sql.ts'
import type { Lists } from '../generated/keystone/types.ts'
import { eventsOfWebhooks } from '../outgoing/hand-out-changes.ts'
import { readOutbox } from '../outgoing/read-outbox.ts'
import { newWebhookSecret } from '../outgoing/sign-webhook.ts'
import type { Newsroom } from '../workflow/act.ts'
import { nameChanges } from '../workflow/name-changes.ts'
import { recordSave } from '../workflow/record-save.ts'
import { keepRefusals } from './keep-refusals.ts'
import { g } from './newsroom-graphql.ts'
import { shortText, timestamps } from './text-fields.ts'
import { webhookOutboxType } from './webhook-outbox-types.ts'

type Info = Lists.Webhook.TypeInfo<Session>

/** Whom we tell, signed and in order, that what readers get has changed. Public facts alone leave this way. */
export const webhook = (newsroom: Newsroom): Lists.Webhook<Session> =>
  list<Info>({
    access: { operation: operationsOn('Webhook') },
    fields: {
      name: shortText({ max: 120, required: true, description: 'Who is called, for colleagues.' }),
      url: text({
        validation: {
          length: { min: 1, max: 2000 },
          match: {
            regex: /^https?:\/\/[^\s\p{Cc}@/?#]+(?:[/?#][^\s\p{Cc}]*)?$/u,
            explanation: 'An address that begins with https://, without a password in it',
          },
        },
        ui: {
          label: 'Address',
          description: 'It gets a POST for each event, and answers with a status from 200 to 299.',
        },
      }),
      events: multiselect({
        options: eventsOfWebhooks.map(value => ({ value, label: value })),
        defaultValue: eventsOfWebhooks.filter(name => name !== 'tag' && name !== 'reset'),
        ui: { description: 'What it hears of.' },
      }),
      active: checkbox({ defaultValue: true, ui: { description: 'While it is off, nothing is kept for it.' } }),
      // Shown once, by a mutation of its own.
      secret: text({
        graphql: { omit: true },
        ui: {
          createView: { fieldMode: 'hidden' },
          itemView: { fieldMode: 'hidden' },
          listView: { fieldMode: 'hidden' },
        },
      }),
      outbox: virtual({
        field: g.field({
          type: g.nonNull(webhookOutboxType),
          resolve: ({ id }: Lists.Webhook.Item, _args, context) => readOutbox(sqlOfPrisma(context.prisma), id),
        }),
        ui: {
          query:
            '{ waiting delivered dead calls { id event article state tries lastStatus lastError nextTry endedAt } }',
          views: './admin/fields/webhook-outbox',
          createView: { fieldMode: 'hidden' },
          listView: { fieldMode: 'hidden' },
        },
      }),
      ...timestamps<Info>({ createdAt: './admin/fields/quiet', updatedAt: './admin/fields/quiet' }),
    },
    hooks: keepRefusals<Info>({
      resolveInput: { create: ({ resolvedData }) => ({ ...resolvedData, secret: newWebhookSecret() }) },
      afterOperation: {
        async create({ item, context }) {
          await recordSave(context, newsroom, {
            action: 'webhook.create',
            subject: `webhook:${item.id}`,
            to: item.name,
          })
        },
        async update({ item, originalItem, context }) {
          const changed = { from: originalItem.name, to: item.name, reason: nameChanges(originalItem, item) }
          await recordSave(context, newsroom, { action: 'webhook.update', subject: `webhook:${item.id}`, ...changed })
        },
        async delete({ originalItem: { id, name }, context }) {
          await recordSave(context, newsroom, { action: 'webhook.delete', subject: `webhook:${id}`, from: name })
        },
      },
    }),
    ui: {
      labelField: 'name',
      listView: { initialColumns: ['name', 'url', 'active'], initialSort: { field: 'name', direction: 'ASC' } },
    },
  })
