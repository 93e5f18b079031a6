import { list } from '@keystone-6/core'
import { integer, relationship, select, text, timestamp } from '@keystone-6/core/fields'
import { isAtLeast, operationsOn, permissions, personOf, type Session } from '../access.ts'
import type { Lists } from '../generated/keystone/types.ts'
import { beginAct, type Newsroom } from '../workflow/act.ts'
import { recordSave } from '../workflow/record-save.ts'
import { assertMayDeleteRelease, lockReleaseForSave, releaseStates, type Release } from '../workflow/release.ts'
import { assertMayJoinRelease } from '../workflow/join-release.ts'
import type { NamedArticle } from '../workflow/named-articles.ts'
import { keepRefusals } from './keep-refusals.ts'
import { keptSentence } from './kept-sentence-field.ts'
import { releaseActions } from './release-actions.ts'
import { shortText, timestamps } from './text-fields.ts'

type Info = Lists.Release.TypeInfo<Session>

const readAlone = { read: { item: permissions.everyone, filter: permissions.nobody, order: permissions.nobody } }
const inNoInput = { omit: { create: true, update: true } } as const
const keptByWorkflow = {
  graphql: inNoInput,
  ui: { createView: { fieldMode: 'hidden' }, itemView: { fieldMode: 'read', fieldPosition: 'sidebar' } },
} as const

// The panel “State” tells them in words.
const toldByState = { ...keptByWorkflow, ui: { ...keptByWorkflow.ui, views: './admin/fields/quiet' } } as const

/** Approved stories under one name that go live together or not at all, now or at a time. */
export const release = (newsroom: Newsroom): Lists.Release<Session> =>
  list<Info>({
    access: {
      operation: operationsOn('Release'),
    },
    fields: {
      name: shortText({ max: 200, required: true }),
      articles: relationship({
        ref: 'Article.releases',
        many: true,
        access: readAlone,
        ui: {
          labelField: 'headline',
          hideCreate: true,
          description: 'All go live together or none does. A story is in one open release at most.',
        },
      }),
      state: select({
        type: 'enum',
        options: [...releaseStates],
        defaultValue: 'open',
        validation: { isRequired: true },
        isIndexed: true,
        ...keptByWorkflow,
        ui: { ...keptByWorkflow.ui, views: './admin/fields/release-state' },
      }),
      releaseAt: timestamp({ isIndexed: true, ...toldByState }),
      releasedAt: timestamp(toldByState),
      scheduledBy: relationship({ ref: 'User', ...toldByState, ui: { ...toldByState.ui, labelField: 'name' } }),
      // Why the last try of the worker failed, in a sentence.
      scheduleError: keptSentence<Info>(text({ db: { isNullable: true }, ...toldByState })),
      scheduleAttempts: integer({ defaultValue: 0, validation: { isRequired: true }, ...toldByState }),
      scheduleRetryAt: timestamp(toldByState),
      // Every save names the version that it started from; the form sends it by itself.
      version: integer({
        defaultValue: 1,
        validation: { isRequired: true },
        graphql: { isNonNull: { read: true, update: true }, omit: { create: true } },
        ui: toldByState.ui,
      }),
      ...timestamps<Info>({ createdAt: './admin/fields/quiet', updatedAt: './admin/fields/quiet' }),
    },
    actions: releaseActions(newsroom),
    hooks: keepRefusals<Info>({
      resolveInput: {
        async create({ resolvedData, inputData, context }) {
          await assertMayJoinRelease(beginAct(context, newsroom), null, joining(inputData.articles))
          return resolvedData
        },
        async update({ resolvedData, inputData, item, context }) {
          const act = beginAct(context, newsroom)
          const { version } = await lockReleaseForSave(act, item.id, inputData.version)
          await assertMayJoinRelease(act, item.id, joining(inputData.articles))
          return { ...resolvedData, version: version + 1 }
        },
      },
      validate: {
        // A row of this list, whose type Keystone's hooks do not know.
        delete: ({ item }) => assertMayDeleteRelease(item as unknown as Release),
      },
      afterOperation: {
        async create({ item, context }) {
          await recordSave(context, newsroom, {
            action: 'release.create',
            subject: `release:${item.id}`,
            to: item.name,
          })
        },
        async update({ item, originalItem, context }) {
          const renamed = { from: originalItem.name, to: item.name }
          await recordSave(context, newsroom, { action: 'release.save', subject: `release:${item.id}`, ...renamed })
        },
        async delete({ originalItem: { id, name }, context }) {
          await recordSave(context, newsroom, { action: 'release.delete', subject: `release:${id}`, from: name })
        },
      },
    }),
    ui: {
      hideCreate: ({ session }) => !permissions.editors({ session }),
      hideDelete: ({ session }) => !permissions.editors({ session }),
      searchFields: ['name'],
      listView: {
        initialColumns: ['name', 'state', 'articles', 'releaseAt', 'releasedAt'],
        initialSort: { field: 'updatedAt', direction: 'DESC' },
      },
    },
    fieldDefaults: {
      ui: {
        itemView: {
          fieldMode: ({ session, item }) =>
            isAtLeast(personOf(session), 'editor') && (!item || (item.state === 'open' && !item.releaseAt))
              ? 'edit'
              : 'read',
        },
      },
    },
  })

type Links = NamedArticle | readonly NamedArticle[]

/** GraphQL takes one thing where a list of them may stand. */
const joining = (input: { connect?: Links; set?: Links } | null | undefined): NamedArticle[] =>
  [input?.connect ?? [], input?.set ?? []].flat()
