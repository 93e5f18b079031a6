import { assertSignedIn, isAtLeast, type Session } from '../access.ts'
import { sqlOfPrisma } from '../database/sql.ts'
import { NewsroomError } from '../errors.ts'
import type { Context } from '../generated/keystone/types.ts'
import { sendAgain } from '../outgoing/send-again.ts'
import { newWebhookSecret } from '../outgoing/sign-webhook.ts'
import { recordSave } from '../workflow/record-save.ts'
import type { Surroundings } from './extend-authoring.ts'
import { g } from './newsroom-graphql.ts'

/** What admins do with a webhook besides its fields. */
export const extendWithWebhooks = ({ newsroom }: Surroundings) =>
  g.extend(() => ({
    mutation: {
      makeWebhookSecret: g.field({
        type: g.nonNull(g.String),
        description:
          'For admins: a new key for this webhook’s signatures, shown this once. The old one counts no more.',
        args: { id: g.arg({ type: g.nonNull(g.ID) }) },
        async resolve(_source, { id }, context) {
          const webhook = await findWebhook(context, id)
          const secret = newWebhookSecret()
          await context.prisma.webhook.update({ where: { id }, data: { secret } })
          const named = { subject: `webhook:${id}`, to: webhook.name } as const
          await recordSave(context, newsroom, { action: 'webhook.makeSecret', ...named })
          return secret
        },
      }),
      sendWebhookCallAgain: g.field({
        type: g.nonNull(g.Boolean),
        description: 'For admins: tries a call at once that waits or was given up.',
        args: { id: g.arg({ type: g.nonNull(g.ID) }) },
        async resolve(_source, { id }, context) {
          assertAdmin(context)
          if (await sendAgain(sqlOfPrisma(context.prisma), id)) return true
          throw new NewsroomError('NOT_FOUND', 'There is no such call, or it arrived already. Load the page again.')
        },
      }),
    },
  }))

async function findWebhook(context: Context<Session>, id: string) {
  assertAdmin(context)
  const webhook = await context.db.Webhook.findOne({ where: { id } })
  if (!webhook) throw new NewsroomError('NOT_FOUND', 'There is no such webhook. It may have been removed.')
  return webhook
}

function assertAdmin({ session }: Context<Session>): void {
  const person = assertSignedIn(session)
  if (isAtLeast(person, 'admin')) return
  throw new NewsroomError('NOT_PERMITTED', `Webhooks are a matter of admins; your role is ${person.role}.`)
}
