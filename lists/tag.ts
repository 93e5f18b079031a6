import { list } from '@keystone-6/core'
import { select, text } from '@keystone-6/core/fields'
import { operationsOn, permissions, type Session } from '../access.ts'
import { sqlOfPrisma } from '../database/sql.ts'
import type { Lists } from '../generated/keystone/types.ts'
import { announceTag } from '../workflow/announce-tag.ts'
import { assertTagUnused } from '../workflow/assert-tag-unused.ts'
import type { Newsroom } from '../workflow/act.ts'
import { nameChanges } from '../workflow/name-changes.ts'
import { recordSave } from '../workflow/record-save.ts'
import { keepRefusals } from './keep-refusals.ts'
import { firstFreeSlug, slugFrom } from './slug.ts'
import { shortText, slugText, timestamps } from './text-fields.ts'

/** Shared vocabulary (ninjs: subjects). A rename shows at once on everything that is live. */
export const tag = (newsroom: Newsroom): Lists.Tag<Session> =>
  list<Lists.Tag.TypeInfo<Session>>({
    access: {
      operation: operationsOn('Tag'),
    },
    fields: {
      name: shortText({ max: 120, required: true, isIndexed: true }),
      slug: slugText('Its place in public addresses; made from the name when left empty.'),
      kind: select({
        type: 'enum',
        options: ['rubric', 'place', 'person', 'organisation', 'topic'],
        defaultValue: 'topic',
        validation: { isRequired: true },
        isIndexed: true,
        ui: { displayMode: 'segmented-control', description: 'An article has at most one rubric: its desk.' },
      }),
      uri: text({
        validation: {
          length: { max: 500 },
          match: { regex: /^(https?:\/\/[^\s\p{Cc}]+)?$/u, explanation: 'A web address, or nothing' },
        },
        ui: { label: 'URI', description: 'The same thing in a public vocabulary, for example an IPTC Media Topic.' },
      }),
      ...timestamps<Lists.Tag.TypeInfo<Session>>(),
    },
    hooks: keepRefusals<Lists.Tag.TypeInfo<Session>>({
      resolveInput: {
        async create({ resolvedData, context }) {
          const taken = async (slug: string) => (await context.prisma.tag.count({ where: { slug } })) > 0
          const slug =
            resolvedData.slug ||
            (await firstFreeSlug(sqlOfPrisma(context.prisma), slugFrom(resolvedData.name ?? '') || 'tag', taken))
          return { ...resolvedData, slug }
        },
      },
      validate: {
        async delete({ item, context }) {
          await assertTagUnused(context, item)
        },
      },
      afterOperation: {
        async create({ item, context }) {
          await recordSave(context, newsroom, { action: 'tag.create', subject: `tag:${item.id}`, to: item.name })
        },
        async update({ item, originalItem, context }) {
          const renamed = { from: originalItem.name, to: item.name, reason: nameChanges(originalItem, item) }
          await announceTag(context, item)
          await recordSave(context, newsroom, { action: 'tag.update', subject: `tag:${item.id}`, ...renamed })
        },
        async delete({ originalItem: { id, name }, context }) {
          await recordSave(context, newsroom, { action: 'tag.delete', subject: `tag:${id}`, from: name })
        },
      },
    }),
    ui: {
      hideDelete: ({ session }) => !permissions.editors({ session }),
      searchFields: ['name', 'slug'],
      listView: { initialColumns: ['name', 'kind', 'slug'], initialSort: { field: 'name', direction: 'ASC' } },
    },
  })
