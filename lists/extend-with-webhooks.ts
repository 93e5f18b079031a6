import { assertSignedIn, isAtLeast, roleInWords, type Session } from '../access.ts'
import { sqlOfPrisma } from '../database/sql.ts'
import { Refusal } from '../errors.ts'
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
          throw new Refusal('NOT_FOUND', {
            en: 'There is no such call, or it arrived already. Load the page again.',
            fr: 'Cet appel n’existe pas, ou est déjà arrivé. Rechargez la page.',
          })
        },
      }),
    },
  }))

async function findWebhook(context: Context<Session>, id: string) {
  assertAdmin(context)
  const webhook = await context.db.Webhook.findOne({ where: { id } })
  if (!webhook)
    throw new Refusal('NOT_FOUND', {
      en: 'There is no such webhook. It may have been removed.',
      fr: 'Ce webhook n’existe pas. Il a peut-être été supprimé.',
    })
  return webhook
}

function assertAdmin({ session }: Context<Session>): void {
  const person = assertSignedIn(session)
  if (isAtLeast(person, 'admin')) return
  throw new Refusal('NOT_PERMITTED', {
    en: `Webhooks are a matter of admins; your role is ${person.role}.`,
    fr: `Les webhooks sont l’affaire de l’administration ; votre rôle est « ${roleInWords[person.role].fr} ».`,
  })
}
