import { group, list } from '@keystone-6/core'
import { integer, json, relationship, select, text, timestamp } from '@keystone-6/core/fields'
import { operationsOn, permissions, personOf, rules, type Session } from '../access.ts'
import type { Lists } from '../generated/keystone/types.ts'
import type { Newsroom } from '../workflow/act.ts'
import { assertMayWrite } from '../workflow/save-article.ts'
import { states, type Story } from '../workflow/story.ts'
import { articleActions } from './article-actions.ts'
import { articleHooks } from './article-hooks.ts'
import { liveField, movesField, writeRefusalField } from './article-panel-fields.ts'
import { openPreviewLinksField } from './article-preview-field.ts'
import {
  checklistField,
  hasUnpublishedChangesField,
  publicStatusField,
  readingMinutesField,
  scheduleStateField,
} from './article-virtuals.ts'
import { keepRefusals } from './keep-refusals.ts'
import { keptSentence } from './kept-sentence-field.ts'
import { orderedRelatedArticles } from './ordered-related-articles.ts'
import { orderedSections } from './ordered-sections-field.ts'
import { removeArticleAction } from './remove-article-action.ts'
import { longText, shortText, slugText, timestamps } from './text-fields.ts'

type ArticleInfo = Lists.Article.TypeInfo<Session>

const inNoInput = { omit: { create: true, update: true } } as const
const inSidebar = {
  createView: { fieldMode: 'hidden' },
  itemView: { fieldMode: 'read', fieldPosition: 'sidebar' },
} as const
// The panel “For readers” tells them in words.
const keptByWorkflow = { graphql: inNoInput, ui: { ...inSidebar, views: './admin/fields/quiet' } } as const
const unseen = {
  graphql: { omit: true },
  ui: { createView: { fieldMode: 'hidden' }, itemView: { fieldMode: 'hidden' }, listView: { fieldMode: 'hidden' } },
} as const

const besideContent = {
  access: { read: { item: permissions.everyone, filter: permissions.nobody, order: permissions.nobody } },
  graphql: inNoInput,
  ui: unseen.ui,
} as const

/** Stories. Field names follow schema.org NewsArticle and ninjs 3.1. */
export const article = (newsroom: Newsroom): Lists.Article<Session> =>
  list<ArticleInfo>({
    access: {
      operation: operationsOn('Article'),
      filter: { query: rules.readArticles, update: rules.readArticles },
    },
    fields: {
      headline: shortText({ max: 300, required: true, isIndexed: true, views: './admin/fields/headline' }),
      description: longText({
        max: 1000,
        label: 'Standfirst',
        description: 'One or two sentences below the headline, and in lists and feeds.',
        views: './admin/fields/standfirst',
      }),
      slug: slugText('The last part of the story’s address; made from the headline when left empty.'),
      sections: orderedSections({ views: './admin/fields/sections' }),
      ...group<ArticleInfo>({
        label: 'Picture',
        fields: {
          image: relationship({
            ref: 'Image',
            db: {
              extendPrismaSchema: field => field.replace('references: [id]', 'references: [id], onDelete: Restrict'),
            },
            ui: {
              label: 'Main picture',
              description: 'Above the story, and in lists and feeds.',
              labelField: 'caption',
              views: './admin/fields/picture',
            },
          }),
          imageAltText: longText({
            max: 1000,
            label: 'Alternative text in this story',
            description: 'Only where it needs another than the picture’s own.',
          }),
          imageCaption: longText({
            max: 1000,
            label: 'Caption in this story',
            description: 'Only where it needs another than the picture’s own.',
          }),
        },
      }),
      ...group<ArticleInfo>({
        label: 'Links',
        fields: {
          tags: relationship({
            ref: 'Tag',
            many: true,
            ui: {
              description: 'Places, people, organisations and topics of the story; at most one rubric.',
              labelField: 'name',
            },
          }),
          relatedArticles: orderedRelatedArticles(),
        },
      }),
      ...group<ArticleInfo>({
        label: 'Byline and language',
        fields: {
          byline: shortText({ max: 300, description: 'As readers see it, for example “La rédaction”.' }),
          language: text({
            defaultValue: 'fr',
            validation: {
              length: { max: 35 },
              match: {
                regex: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
                explanation: 'A language tag such as fr or en-GB',
              },
            },
            ui: { description: 'A BCP 47 tag: fr, en, ar-TN …' },
          }),
        },
      }),
      ...group<ArticleInfo>({
        label: 'Desk',
        description: 'For colleagues. Changing these does not withdraw an approval.',
        fields: {
          author: relationship({
            ref: 'User',
            access: { read: permissions.everyone, create: permissions.everyone, update: permissions.editors },
            ui: {
              description: 'Who writes the story; you, unless you say otherwise.',
              labelField: 'name',
              hideCreate: true,
            },
          }),
          urgency: integer({
            validation: { min: 1, max: 9 },
            ui: { description: '1 is the most urgent, 9 the least (ninjs).' },
          }),
          edNote: longText({ max: 5000, label: 'Note to editors', description: 'Never shown to readers.' }),
          embargoedUntil: timestamp({
            ui: { label: 'Embargoed until', description: 'Until then nothing and nobody can put the story live.' },
          }),
          unpublishAt: timestamp({
            access: { read: permissions.everyone, create: permissions.publishers, update: permissions.publishers },
            ui: {
              description: 'When the story leaves its readers, by the clock and in the time zone of this computer.',
              createView: { fieldMode: args => (permissions.publishers(args) ? 'edit' : 'hidden') },
              itemView: { fieldMode: args => (permissions.publishers(args) ? modeOf(args) : 'read') },
            },
          }),
        },
      }),

      openPreviewLinks: openPreviewLinksField(),
      state: select({
        type: 'enum',
        options: states.map(value => ({ value, label: stateLabels[value] })),
        defaultValue: 'draft',
        validation: { isRequired: true },
        isIndexed: true,
        graphql: inNoInput,
        ui: { ...inSidebar, views: './admin/fields/state' },
      }),
      publicStatus: publicStatusField(),
      scheduleState: scheduleStateField(),
      hasUnpublishedChanges: hasUnpublishedChangesField(),
      readingMinutes: readingMinutesField(),
      checklist: checklistField(),
      moves: movesField(),
      writeRefusal: writeRefusalField(),
      live: liveField(),
      // Every save names the version that it started from; the form sends it by itself.
      version: integer({
        defaultValue: 1,
        validation: { isRequired: true },
        graphql: { isNonNull: { read: true, update: true }, omit: { create: true } },
        ui: { ...inSidebar, views: './admin/fields/quiet' },
      }),
      newestRevision: integer({ defaultValue: 0, validation: { isRequired: true }, ...keptByWorkflow }),
      approvedRevision: integer(keptByWorkflow),
      liveRevision: integer(keptByWorkflow),
      firstPublished: timestamp({ isIndexed: true, ...keptByWorkflow }),
      publishAt: timestamp({ isIndexed: true, ...keptByWorkflow }),
      scheduledBy: relationship({ ref: 'User', ...keptByWorkflow }),
      scheduleError: keptSentence<ArticleInfo>(text({ db: { isNullable: true }, ...keptByWorkflow })),
      scheduleAttempts: integer({ defaultValue: 0, validation: { isRequired: true }, ...keptByWorkflow }),
      scheduleRetryAt: timestamp(keptByWorkflow),
      killedAt: timestamp(keptByWorkflow),
      archivedAt: timestamp(keptByWorkflow),
      trashedAt: timestamp({
        isIndexed: true,
        ...keptByWorkflow,
        ui: { ...keptByWorkflow.ui, label: 'In the trash since' },
      }),
      contributors: json({ defaultValue: [], ...unseen }),
      relatedOrder: json({ defaultValue: [], ...unseen }),
      source: json({ graphql: inNoInput, ui: { ...unseen.ui } }),
      // Not content: a note is no revision, and a release has its own page.
      notes: relationship({ ref: 'EditorialNote.article', many: true, ...besideContent }),
      releases: relationship({ ref: 'Release.articles', many: true, ...besideContent }),
      ...timestamps<ArticleInfo>({ createdAt: './admin/fields/quiet', updatedAt: './admin/fields/quiet' }),
    },
    actions: { ...articleActions(newsroom), remove: removeArticleAction(newsroom) },
    hooks: keepRefusals<ArticleInfo>(articleHooks(newsroom)),
    graphql: { omit: { delete: true } },
    ui: {
      labelField: 'headline',
      searchFields: ['headline', 'slug', 'description'],
      listView: {
        initialColumns: ['headline', 'state', 'publicStatus', 'author', 'updatedAt'],
        initialSort: { field: 'updatedAt', direction: 'DESC' },
        pageSize: 50,
        // To be taken away by whoever looks for something in the trash.
        initialFilter: { trashedAt: { equals: null } },
      },
    },
    fieldDefaults: {
      ui: {
        itemView: {
          fieldMode: modeOf,
        },
      },
    },
  })

const stateLabels = {
  draft: 'Draft',
  in_review: 'In review',
  changes_requested: 'Changes requested',
  approved: 'Approved',
} as const satisfies Record<(typeof states)[number], string>

function modeOf({ session, item }: { session?: Session; item: unknown }): 'edit' | 'read' {
  const person = personOf(session)
  // Of the item, the rule reads what an article's row has.
  return person && (!item || mayWrite(item as Story, person)) ? 'edit' : 'read'
}

function mayWrite(...[story, person]: Parameters<typeof assertMayWrite>): boolean {
  try {
    assertMayWrite(story, person)
    return true
  } catch {
    return false
  }
}
