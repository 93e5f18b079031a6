import { assertSignedIn, isAtLeast } from '../access.ts'
import { sqlOfPrisma } from '../database/sql.ts'
import { readHistory, type HistoryEntry } from '../workflow/read-history.ts'
import { assertPageSize } from './assert-page-size.ts'
import { namedPerson } from './named-person.ts'
import { g } from './newsroom-graphql.ts'

const mostAtOnce = 200

const HistoryEntryType = g.object<HistoryEntry>()({
  name: 'HistoryEntry',
  description: 'A revision without its content.',
  fields: {
    number: g.field({ type: g.nonNull(g.Int) }),
    cause: g.field({ type: g.nonNull(g.String), description: 'create, save, restore, or the move that took it.' }),
    createdAt: g.field({ type: g.nonNull(g.DateTime) }),
    contentHash: g.field({ type: g.nonNull(g.String) }),
    author: g.field({ type: g.nonNull(namedPerson) }),
    contributors: g.field({
      type: g.nonNull(g.list(g.nonNull(namedPerson))),
      description: 'Whoever had changed content since the approval before.',
    }),
    erased: g.field({ type: g.nonNull(g.Boolean) }),
  },
})

/** `history(where, first, before)`: a page of a story's revisions, newest first. */
export const extendWithHistory = () =>
  g.extend(base => ({
    query: {
      history: g.field({
        type: g.nonNull(g.list(g.nonNull(HistoryEntryType))),
        description:
          'Revisions of an article, newest first; the last one’s number is `before` of the next page. For editors, and for its author.',
        args: {
          where: g.arg({ type: g.nonNull(base.inputObject('ArticleWhereUniqueInput')) }),
          first: g.arg({ type: g.nonNull(g.Int), defaultValue: 50 }),
          before: g.arg({ type: g.Int }),
        },
        async resolve(_source, { where, first, before }, { session, prisma }) {
          const person = assertSignedIn(session)
          assertPageSize(first, mostAtOnce)
          const onlyOf = isAtLeast(person, 'editor') ? null : person.id
          return readHistory(sqlOfPrisma(prisma), { where, onlyOf, first, before: before ?? null })
        },
      }),
    },
  }))
