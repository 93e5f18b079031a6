import { list } from '@keystone-6/core'
import { integer, text, timestamp, virtual } from '@keystone-6/core/fields'
import { isAtLeast, operationsOn, personOf, type Session } from '../access.ts'
import type { Context, Lists } from '../generated/keystone/types.ts'
import { personOnRecord, subjectOnRecord } from './record-virtuals.ts'
import { ownArticles } from './revision.ts'

type Info = Lists.AuditEntry.TypeInfo<Session>
type Row = Lists.AuditEntry.Item

/** Who did what, when, to what and why; each entry carries the hash of the one before. Append-only, for ever. */
export const auditEntry = (): Lists.AuditEntry<Session> =>
  list<Info>({
    access: {
      operation: operationsOn('AuditEntry'),
      filter: { query: readEntries },
    },
    fields: {
      sequence: integer({ validation: { isRequired: true }, isIndexed: 'unique' }),
      actorId: text({ validation: { isRequired: true } }),
      action: text({ validation: { isRequired: true }, ui: { views: './admin/fields/record-action' } }),
      subject: text({ validation: { isRequired: true }, isIndexed: true }),
      from: text({ db: { isNullable: true } }),
      to: text({ db: { isNullable: true } }),
      revision: integer(),
      reason: text({ db: { isNullable: true } }),
      requestId: text({ db: { isNullable: true } }),
      at: timestamp({ validation: { isRequired: true }, isIndexed: true }),
      previousHash: text(),
      hash: text({ validation: { isRequired: true } }),
      actor: virtual<Info>(personOnRecord<Row>(({ actorId }) => actorId)),
      about: virtual<Info>(subjectOnRecord<Row>(({ subject }) => subject)),
    },
    graphql: { omit: { create: true, update: true, delete: true } },
    ui: {
      label: 'Audit trail',
      path: 'audit-entries',
      singular: 'Audit entry',
      plural: 'Audit entries',
      labelField: 'action',
      listView: {
        initialColumns: ['sequence', 'at', 'actor', 'action', 'about', 'reason'],
        initialSort: { field: 'sequence', direction: 'DESC' },
      },
    },
  })

/** Editors and above read all, authors what happened to their own articles. */
async function readEntries({ session, context }: { session?: Session; context: Context<Session> }) {
  const person = personOf(session)
  if (!person) return false
  if (isAtLeast(person, 'editor')) return true
  return { subject: { in: (await ownArticles(context, person.id)).map(id => `article:${id}`) } }
}
