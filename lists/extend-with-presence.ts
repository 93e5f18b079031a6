import { assertSignedIn } from '../access.ts'
import { sqlOfPrisma } from '../database/sql.ts'
import { announcePresence, withdrawPresence, type Presence } from '../workflow/announce-presence.ts'
import { g } from './newsroom-graphql.ts'
import { noSuchArticle } from './no-such-article.ts'

const PresenceType = g.object<Presence>()({
  name: 'Presence',
  fields: {
    personId: g.field({ type: g.nonNull(g.ID) }),
    name: g.field({ type: g.nonNull(g.String) }),
    isWriting: g.field({ type: g.nonNull(g.Boolean), description: 'Something of theirs is not saved yet.' }),
    isYou: g.field({ type: g.nonNull(g.Boolean), description: 'Yourself, in another window.' }),
  },
})

const ArticlePresence = g.object<{ version: number; others: Presence[] }>()({
  name: 'ArticlePresence',
  fields: {
    version: g.field({ type: g.nonNull(g.Int), description: 'The story’s version at this moment.' }),
    others: g.field({ type: g.nonNull(g.list(g.nonNull(PresenceType))) }),
  },
})

/** `announcePresence(where, tab, isWriting)`: who else has the story open. Nothing of it is on record. */
export const extendWithPresence = () =>
  g.extend(base => ({
    mutation: {
      announcePresence: g.field({
        type: g.nonNull(ArticlePresence),
        description: 'Says that this window has the story open, every ten seconds; after thirty it counts as gone.',
        args: {
          where: g.arg({ type: g.nonNull(base.inputObject('ArticleWhereUniqueInput')) }),
          tab: g.arg({ type: g.nonNull(g.String), description: 'This window’s own name: 8 to 36 letters and digits.' }),
          isWriting: g.arg({ type: g.nonNull(g.Boolean), defaultValue: false }),
          isLeaving: g.arg({ type: g.nonNull(g.Boolean), defaultValue: false }),
        },
        async resolve(_source, { where, tab, isWriting, isLeaving }, context) {
          const person = assertSignedIn(context.session)
          const story = await context.db.Article.findOne({ where })
          if (!story) throw noSuchArticle()
          const announcement = { articleId: story.id, personId: person.id, tab, isWriting }
          const sql = sqlOfPrisma(context.prisma)
          if (isLeaving) await withdrawPresence(sql, announcement)
          const others = isLeaving ? [] : await announcePresence(sql, announcement)
          return { version: story.version, others }
        },
      }),
    },
  }))
