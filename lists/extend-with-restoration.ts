import { say } from '../spoken.ts'
import { beginAct } from '../workflow/act.ts'
import type { LeftOut } from '../workflow/find-restorable.ts'
import { restoreRevision } from '../workflow/restore-revision.ts'
import type { Surroundings } from './extend-authoring.ts'
import { g } from './newsroom-graphql.ts'
import { noSuchArticle } from './no-such-article.ts'

const LeftOutType = g.object<LeftOut>()({
  name: 'LeftOut',
  description: 'Something of an old revision that could not come back.',
  fields: {
    kind: g.field({ type: g.nonNull(g.String) }),
    id: g.field({ type: g.nonNull(g.String) }),
    sentence: g.field({ type: g.nonNull(g.String), resolve: ({ sentence }) => say(sentence) }),
  },
})

/** `restoreArticleRevision(where, version, revision)`: an old text becomes the working copy again. */
export const extendWithRestoration = ({ newsroom }: Surroundings) =>
  g.extend(base => {
    const Restored = g.object<{ articleId: string; leftOut: LeftOut[] }>()({
      name: 'RestoredRevision',
      fields: {
        article: g.field({
          type: base.object('Article'),
          resolve: ({ articleId }, _args, context) => context.db.Article.findOne({ where: { id: articleId } }),
        }),
        leftOut: g.field({ type: g.nonNull(g.list(g.nonNull(LeftOutType))) }),
      },
    })
    return {
      mutation: {
        restoreArticleRevision: g.field({
          type: g.nonNull(Restored),
          description: 'Makes the content of an old revision the working copy; an approval is withdrawn by it.',
          args: {
            where: g.arg({ type: g.nonNull(base.inputObject('ArticleWhereUniqueInput')) }),
            version: g.arg({ type: g.nonNull(g.Int), description: 'The version that you looked at.' }),
            revision: g.arg({ type: g.nonNull(g.Int), description: 'The number of the old revision.' }),
          },
          async resolve(_source, { where, version, revision }, context) {
            const article = await context.db.Article.findOne({ where })
            if (!article) throw noSuchArticle()
            const restoration = { articleId: article.id, version, revision }
            return { articleId: article.id, ...(await restoreRevision(beginAct(context, newsroom), restoration)) }
          },
        }),
      },
    }
  })
