import { action, g } from '@keystone-6/core'
import { text } from '@keystone-6/core/fields'
import { permissions, type Session } from '../access.ts'
import { Refusal } from '../errors.ts'
import type { Lists } from '../generated/keystone/types.ts'
import { beginAct, type Newsroom } from '../workflow/act.ts'
import { killImage } from '../workflow/kill-image.ts'
import { keepRefusal } from './keep-refusals.ts'

type Info = Lists.Image.TypeInfo<Session>

const does =
  'Takes the picture out of every live story at once; its addresses answer that it is gone. Nothing brings it back.'

const reason = {
  graphql: g.arg({ type: g.nonNull(g.String), description: 'Why. It goes on record, for colleagues only.' }),
  ui: {
    source: {
      field: text<Info>({ validation: { isRequired: true, length: { max: 2000 } }, ui: { displayMode: 'textarea' } }),
    },
  },
}

/** `killImage(where, reason)`: a button on the picture's page, for publishers. */
export const killImageAction = (newsroom: Newsroom) =>
  action<Info, { reason: typeof reason }>({
    access: permissions.everyone,
    args: { reason },
    resolve: keepRefusal(async ({ where, args }, context) => {
      const image = await context.db.Image.findOne({ where })
      if (!image)
        throw new Refusal('NOT_FOUND', {
          en: 'There is no such picture.',
          fr: 'Cette photo n’existe pas.',
        })
      await killImage(beginAct(context, newsroom), { imageId: image.id, reason: args.reason })
      return context.db.Image.findOne({ where: { id: image.id } })
    }),
    graphql: { description: does },
    ui: {
      label: 'Kill',
      messages: {
        promptTitle: 'Kill this picture?',
        prompt: does,
        promptConfirmLabel: 'Kill',
        success: 'The picture was killed',
      },
      itemView: {
        navigation: 'refetch',
        actionMode: ({ session, item }) =>
          permissions.publishers({ session }) && !item?.killedAt ? 'enabled' : 'hidden',
      },
      listView: { actionMode: 'hidden' },
    },
  })
