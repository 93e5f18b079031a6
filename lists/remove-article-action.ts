import { action, g } from '@keystone-6/core'
import { permissions, type Session } from '../access.ts'
import type { Lists } from '../generated/keystone/types.ts'
import { beginAct, type Newsroom } from '../workflow/act.ts'
import { removeArticle } from '../workflow/remove-article.ts'
import { keepRefusal } from './keep-refusals.ts'
import { noSuchArticle } from './no-such-article.ts'

type Info = Lists.Article.TypeInfo<Session>

const version = {
  graphql: g.arg({ type: g.nonNull(g.Int), description: 'The version that you looked at.' }),
  ui: { source: { itemField: 'version' } },
} as const

/** `removeArticle(where, version)`: answers with the story as it was. Not a move of the table: nothing is left to move. */
export const removeArticleAction = (newsroom: Newsroom) =>
  action<Info, never>({
    access: permissions.admins,
    // As for the moves of the table, whose argument it shares.
    args: { version } as never,
    resolve: keepRefusal(async ({ where, args }, context) => {
      const article = await context.db.Article.findOne({ where })
      if (!article) throw noSuchArticle()
      const { version } = args as { version: number }
      await removeArticle(beginAct(context, newsroom), { articleId: article.id, version })
      return article
    }),
    ui: {
      label: 'Remove for good',
      messages: {
        promptTitle: 'Remove for good: {itemLabel}',
        prompt: 'The story goes with its sections and notes, and nothing brings it back. Its revisions stay on record.',
        promptConfirmLabel: 'Remove for good',
        success: 'Removed for good',
      },
      // The story's panel has the button.
      itemView: { actionMode: 'hidden' },
      listView: { actionMode: 'hidden' },
    },
  })
