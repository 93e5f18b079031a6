import { action, g } from '@keystone-6/core'
import { text, timestamp } from '@keystone-6/core/fields'
import { isAtLeast, permissions, personOf, type Session } from '../access.ts'
import type { Lists } from '../generated/keystone/types.ts'
import { beginAct, type Newsroom } from '../workflow/act.ts'
import { performTransition, type Answers } from '../workflow/perform-transition.ts'
import {
  transitionNames,
  transitions,
  type Question,
  type Transition,
  type TransitionName,
} from '../workflow/transitions.ts'
import { keepRefusal } from './keep-refusals.ts'
import { noSuchArticle } from './no-such-article.ts'

type ArticleInfo = Lists.Article.TypeInfo<Session>
type Action = ReturnType<typeof action<ArticleInfo, never>>

/** One action for each row of the transition table: a mutation, and a choice in the list. */
export const articleActions = (newsroom: Newsroom): Record<string, Action> =>
  Object.fromEntries(inOrderOfUse.map(name => [name, articleAction(name, newsroom)]))

// What does not fit beside the headline goes into a menu: what is done most comes first.
const mostUsed: TransitionName[] = ['submit', 'approve', 'publish', 'requestChanges', 'correct', 'publishNow']
const inOrderOfUse = [...mostUsed, ...transitionNames.filter(name => !mostUsed.includes(name))]

function articleAction(name: TransitionName, newsroom: Newsroom): Action {
  const { label, does, asks, by }: Transition = transitions[name]
  return action<ArticleInfo, never>({
    access: permissions.everyone,
    // The arguments' types follow from the table's rows, which the type parameters of `action` cannot express.
    args: { version, ...Object.fromEntries(asks.map(question => [question, questions[question]])) } as never,
    resolve: keepRefusal(async ({ where, args }, context) => {
      const { version, ...answers } = args as { version: number } & Answers
      const article = await context.db.Article.findOne({ where })
      if (!article) throw noSuchArticle()
      await performTransition(beginAct(context, newsroom), { articleId: article.id, name, version, answers })
      return context.db.Article.findOne({ where: { id: article.id } })
    }),
    graphql: { description: does },
    ui: {
      label,
      messages: {
        promptTitle: `${label}: {itemLabel}`,
        prompt: does,
        promptConfirmLabel: label,
        success: `${label}: done`,
        promptTitleMany: `${label}: {count} {singular|plural}`,
        promptMany: does,
        promptConfirmLabelMany: label,
      },
      // The story's panel has the buttons, and says why the others are missing.
      itemView: { actionMode: 'hidden' },
      listView: {
        actionMode: ({ session }) => (by.orAuthor || isAtLeast(personOf(session), by.from) ? 'enabled' : 'hidden'),
      },
    },
  })
}

const version = {
  graphql: g.arg({ type: g.nonNull(g.Int), description: 'The version that you looked at.' }),
  ui: { source: { itemField: 'version' } },
} as const

const written = (description: string, isRequired: boolean) => ({
  graphql: g.arg({ type: isRequired ? g.nonNull(g.String) : g.String, description }),
  ui: {
    source: {
      field: text<ArticleInfo>({
        validation: { isRequired, length: { max: 2000 } },
        ui: { displayMode: 'textarea', description },
      }),
    },
  },
})

const publishAt = {
  graphql: g.arg({ type: g.nonNull(g.DateTime), description: 'When readers are to get it; an instant, in any zone.' }),
  ui: {
    source: {
      field: timestamp<ArticleInfo>({
        validation: { isRequired: true },
        ui: { label: 'Goes live at', description: 'By the clock and in the time zone of this computer.' },
      }),
    },
  },
} as const

const questions: Record<Question, ReturnType<typeof written> | typeof publishAt> = {
  reason: written('Why. It goes on record, for colleagues only.', true),
  note: written('What readers are told. It is public and stays so.', true),
  override: written('Publishers only: why the checklist does not apply here. Leave empty otherwise.', false),
  publishAt,
}
