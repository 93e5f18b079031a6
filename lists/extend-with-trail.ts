import { assertSignedIn, isAtLeast } from '../access.ts'
import { sqlOfPrisma } from '../database/sql.ts'
import { Refusal } from '../errors.ts'
import { readTrail, type TrailEntry } from '../workflow/read-trail.ts'
import { assertPageSize } from './assert-page-size.ts'
import { namedPerson } from './named-person.ts'
import { g } from './newsroom-graphql.ts'
import { noSuchArticle } from './no-such-article.ts'

const mostAtOnce = 200

const TrailEntryType = g.object<TrailEntry>()({
  name: 'TrailEntry',
  description: 'Something that happened to a story or one of its notes.',
  fields: {
    sequence: g.field({ type: g.nonNull(g.Int) }),
    at: g.field({ type: g.nonNull(g.DateTime) }),
    action: g.field({ type: g.nonNull(g.String), description: '`article.approve`, `note.reply` …' }),
    actor: g.field({ type: g.nonNull(namedPerson) }),
    from: g.field({ type: g.String }),
    to: g.field({ type: g.String }),
    revision: g.field({ type: g.Int }),
    reason: g.field({ type: g.String }),
    authorBefore: g.field({ type: g.String, description: 'Where the story got another author: the name of the old.' }),
    authorAfter: g.field({ type: g.String }),
  },
})

/** `articleTrail(where, first, before)`: what is on record of a story and its notes, newest first. */
export const extendWithTrail = () =>
  g.extend(base => ({
    query: {
      articleTrail: g.field({
        type: g.nonNull(g.list(g.nonNull(TrailEntryType))),
        description:
          'What is on record of an article and its notes, newest first; the last one’s sequence is `before` of the next page. For editors, and for its author.',
        args: {
          where: g.arg({ type: g.nonNull(base.inputObject('ArticleWhereUniqueInput')) }),
          first: g.arg({ type: g.nonNull(g.Int), defaultValue: 50 }),
          before: g.arg({ type: g.Int }),
        },
        async resolve(_source, { where, first, before }, context) {
          const person = assertSignedIn(context.session)
          assertPageSize(first, mostAtOnce)
          const story = await context.db.Article.findOne({ where })
          if (!story) throw noSuchArticle()
          if (!isAtLeast(person, 'editor') && story.authorId !== person.id)
            throw new Refusal('NOT_PERMITTED', {
              en: `The trail of “${story.headline}” is for its author and for editors.`,
              fr: `L’historique de « ${story.headline} » est réservé à son auteur et à la relecture.`,
            })
          return readTrail(sqlOfPrisma(context.prisma), { articleId: story.id, first, before: before ?? null })
        },
      }),
    },
  }))
