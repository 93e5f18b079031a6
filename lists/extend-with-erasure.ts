import { beginAct } from '../workflow/act.ts'
import { eraseArticle } from '../workflow/erase-article.ts'
import type { Surroundings } from './extend-authoring.ts'
import { g } from './newsroom-graphql.ts'
import { noSuchArticle } from './no-such-article.ts'

/** `eraseArticle(where, version, legalBasis)`: for admins, where the law asks for it. */
export const extendWithErasure = ({ newsroom }: Surroundings) =>
  g.extend(base => {
    const Erased = g.object<{ articleId: string; pictures: string[] }>()({
      name: 'ErasedArticle',
      fields: {
        article: g.field({
          type: base.object('Article'),
          resolve: ({ articleId }, _args, context) => context.db.Article.findOne({ where: { id: articleId } }),
        }),
        picturesOnlyHere: g.field({
          type: g.nonNull(g.list(g.nonNull(base.object('Image')))),
          description: 'Pictures that no other story has or ever showed: they stay until `killImage` ends them.',
          resolve: async ({ pictures }, _args, context) => [
            ...(await context.db.Image.findMany({ where: { id: { in: pictures } }, orderBy: { id: 'asc' } })),
          ],
        }),
      },
    })
    return {
      mutation: {
        eraseArticle: g.field({
          type: g.nonNull(Erased),
          description:
            'Replaces all content of the story, its history and its publications included, by a tombstone. Nothing brings it back.',
          args: {
            where: g.arg({ type: g.nonNull(base.inputObject('ArticleWhereUniqueInput')) }),
            version: g.arg({ type: g.nonNull(g.Int), description: 'The version that you looked at.' }),
            legalBasis: g.arg({ type: g.nonNull(g.String), description: 'It goes on record, for ever.' }),
          },
          async resolve(_source, { where, version, legalBasis }, context) {
            const article = await context.db.Article.findOne({ where })
            if (!article) throw noSuchArticle()
            const erasure = { articleId: article.id, version, legalBasis }
            const pictures = await eraseArticle(beginAct(context, newsroom), erasure)
            return { articleId: article.id, pictures: pictures.map(({ id }) => id) }
          },
        }),
      },
    }
  })
