import { list } from '@keystone-6/core'
import { integer, relationship } from '@keystone-6/core/fields'
import { operationsOn, permissions, rules, type Session } from '../access.ts'
import type { Lists } from '../generated/keystone/types.ts'
import { sectionBody } from './section-body.ts'
import { longText, shortText } from './text-fields.ts'

/** A part of a story, in its place. Written with its article in one mutation, never by itself. */
export const section = (): Lists.Section<Session> =>
  list<Lists.Section.TypeInfo<Session>>({
    access: {
      operation: operationsOn('Section'),
      filter: { query: rules.readSections },
    },
    fields: {
      article: relationship({
        ref: 'Article.sections',
        access: { read: { item: permissions.everyone, filter: permissions.nobody, order: permissions.nobody } },
        db: { extendPrismaSchema: field => field.replace('references: [id]', 'references: [id], onDelete: Cascade') },
      }),
      position: integer({ validation: { isRequired: true, min: 1 } }),
      heading: shortText({ max: 300 }),
      body: sectionBody(),
      image: relationship({ ref: 'Image', db: { extendPrismaSchema: restrictDelete } }),
      imageAltText: longText({ max: 1000, description: 'Only where the picture needs another text here.' }),
      imageCaption: longText({ max: 1000, description: 'Only where the picture needs another caption here.' }),
    },
    graphql: { omit: { create: true, update: true, delete: true } },
    ui: {
      labelField: 'heading',
      hideNavigation: true,
      listView: { initialColumns: ['position', 'heading', 'article'] },
    },
  })

function restrictDelete(field: string): string {
  return field.replace('references: [id]', 'references: [id], onDelete: Restrict')
}
