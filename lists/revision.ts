import { list } from '@keystone-6/core'
import { integer, json, text, timestamp, virtual } from '@keystone-6/core/fields'
import { isAtLeast, operationsOn, personOf, type Session } from '../access.ts'
import type { Context, Lists } from '../generated/keystone/types.ts'
import { personOnRecord, subjectOnRecord } from './record-virtuals.ts'

type Info = Lists.Revision.TypeInfo<Session>
type Row = Lists.Revision.Item

/** All content of an article at one moment. Never updated or deleted: triggers refuse it. */
export const revision = (): Lists.Revision<Session> =>
  list<Info>({
    access: {
      operation: operationsOn('Revision'),
      filter: { query: readRevisions },
    },
    fields: {
      articleId: text({ validation: { isRequired: true }, isIndexed: true }),
      number: integer({ validation: { isRequired: true, min: 1 } }),
      cause: text({ validation: { isRequired: true }, ui: { views: './admin/fields/record-action' } }),
      // The article's version once this revision was taken; null for those from before it was kept.
      version: integer(),
      snapshot: json(),
      contentHash: text({ validation: { isRequired: true } }),
      contributors: json({ defaultValue: [] }),
      authorId: text({ validation: { isRequired: true } }),
      createdAt: timestamp({ defaultValue: { kind: 'now' }, validation: { isRequired: true } }),
      about: virtual<Info>(subjectOnRecord<Row>(({ articleId }) => `article:${articleId}`)),
      author: virtual<Info>(personOnRecord<Row>(({ authorId }) => authorId)),
    },
    db: { extendPrismaSchema: model => model.replace(/}\s*$/, '  @@unique([articleId, number])\n}') },
    graphql: { omit: { create: true, update: true, delete: true } },
    ui: {
      labelField: 'number',
      listView: {
        initialColumns: ['about', 'number', 'cause', 'author', 'createdAt'],
        initialSort: { field: 'createdAt', direction: 'DESC' },
      },
    },
  })

/** Editors and above read all, authors those of their own articles. */
async function readRevisions({ session, context }: { session?: Session; context: Context<Session> }) {
  const person = personOf(session)
  if (!person) return false
  if (isAtLeast(person, 'editor')) return true
  return { articleId: { in: await ownArticles(context, person.id) } }
}

/** Ids of the stories that this person is the author of. */
export async function ownArticles(context: Context<Session>, personId: string): Promise<string[]> {
  const own = await context.prisma.article.findMany({ where: { authorId: personId }, select: { id: true } })
  return own.map(({ id }) => id)
}
