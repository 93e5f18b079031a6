import { list } from '@keystone-6/core'
import { json, relationship, select, text } from '@keystone-6/core/fields'
import { operationsOn, permissions, rules, type Session } from '../access.ts'
import type { Lists } from '../generated/keystone/types.ts'
import { beginAct, type Newsroom } from '../workflow/act.ts'
import { noteStates } from '../workflow/note.ts'
import { placeNote, recordNewNote } from '../workflow/place-note.ts'
import { editorialNoteActions } from './editorial-note-actions.ts'
import { keepRefusals } from './keep-refusals.ts'
import { timestamps } from './text-fields.ts'

type Info = Lists.EditorialNote.TypeInfo<Session>

const readAlone = { read: { item: permissions.everyone, filter: permissions.nobody, order: permissions.nobody } }
const keptByWorkflow = {
  graphql: { omit: { create: true, update: true } },
  ui: { createView: { fieldMode: 'hidden' }, itemView: { fieldMode: 'read' } },
} as const

/** What colleagues ask and answer about a story or one of its sections. Not part of its content; never shown to readers. */
export const editorialNote = (newsroom: Newsroom): Lists.EditorialNote<Session> =>
  list<Info>({
    access: {
      operation: operationsOn('EditorialNote'),
      filter: { query: rules.readNotes },
    },
    fields: {
      article: relationship({
        ref: 'Article.notes',
        access: { ...readAlone, create: permissions.everyone },
        db: { extendPrismaSchema: field => field.replace('references: [id]', 'references: [id], onDelete: Cascade') },
        ui: { labelField: 'headline', hideCreate: true },
      }),
      // No foreign key: the note outlives its section.
      sectionId: text({ ui: { description: 'The section it is about; empty for the whole story.' } }),
      sectionHeading: text({ ...keptByWorkflow }),
      text: text({ validation: { isRequired: true }, ui: { displayMode: 'textarea' } }),
      author: relationship({ ref: 'User', ...keptByWorkflow, ui: { ...keptByWorkflow.ui, labelField: 'name' } }),
      state: select({
        type: 'enum',
        options: [...noteStates],
        defaultValue: 'open',
        validation: { isRequired: true },
        isIndexed: true,
        ...keptByWorkflow,
      }),
      replies: json({ defaultValue: [], ...keptByWorkflow }),
      ...timestamps<Info>(),
    },
    actions: editorialNoteActions(newsroom),
    hooks: keepRefusals<Info>({
      resolveInput: {
        async create({ resolvedData, inputData, context }) {
          const { article, sectionId, text } = inputData
          const place = { article: article?.connect, sectionId, text }
          return { ...resolvedData, ...(await placeNote(beginAct(context, newsroom), place)) }
        },
      },
      afterOperation: {
        async create({ item, context }) {
          await recordNewNote(beginAct(context, newsroom), item.id)
        },
      },
    }),
    graphql: { omit: { update: true, delete: true } },
    ui: {
      label: 'Notes',
      labelField: 'text',
      listView: {
        initialColumns: ['text', 'article', 'author', 'state', 'createdAt'],
        initialSort: { field: 'createdAt', direction: 'DESC' },
      },
    },
  })
