import { assertSignedIn, type Session } from '../access.ts'
import type { Context } from '../generated/keystone/types.ts'
import type { TypedArticle } from '../preview/overlay-typed.ts'
import { previewForColleague } from '../preview/preview-for-colleague.ts'
import { hashToken, makeToken } from '../sign-in/session-cookie.ts'
import { beginAct } from '../workflow/act.ts'
import { makePreviewLink } from '../workflow/make-preview-link.ts'
import { mayShowOutside, previewLinkLimits } from '../workflow/preview-link.ts'
import type { Surroundings } from './extend-authoring.ts'
import { g } from './newsroom-graphql.ts'
import { noSuchArticle } from './no-such-article.ts'

type Where = { id?: string | null; slug?: string | null }
type Order = { revision?: number | null; days: number; note: string; language: string }

/** How a story looks before it is published: to whoever writes it, and to somebody outside who is given a link. */
export const extendWithPreview = (surroundings: Surroundings) =>
  g.extend(base => {
    const where = g.arg({ type: g.nonNull(base.inputObject('ArticleWhereUniqueInput')) })
    const PreviewLink = base.object('PreviewLink')
    const MadePreviewLink = g.object<{ url: string; link: unknown }>()({
      name: 'MadePreviewLink',
      fields: {
        url: g.field({ type: g.nonNull(g.String), description: 'Shown this once: the newsroom keeps no copy of it.' }),
        // The row of the list's own type.
        link: g.field({ type: g.nonNull(PreviewLink), resolve: ({ link }) => link as never }),
      },
    })
    return {
      query: {
        previewArticle: g.field({
          type: g.nonNull(g.String),
          description:
            'The page of an article as readers would get it: as typed, as saved, or a revision. Stores nothing.',
          args: {
            where,
            data: g.arg({
              type: base.inputObject('ArticleUpdateInput'),
              description: 'What stands in the form; without it, the working copy as it was saved.',
            }),
            revision: g.arg({ type: g.Int, description: 'This revision, in the place of the working copy.' }),
            language: g.arg({ type: g.nonNull(g.String), defaultValue: 'en', description: 'Of the banner: en or fr.' }),
            timeZone: g.arg({ type: g.String, description: 'In which its dates are told: Europe/Paris.' }),
          },
          async resolve(_source, { where, data, revision, language, timeZone }, context) {
            const article = await readableArticle(context, where as Where)
            // GraphQL has checked it against the list's own input, of which this is a part.
            const typed = (data ?? null) as TypedArticle | null
            const asked = {
              articleId: article.id,
              typed,
              revision: revision ?? null,
              language,
              timeZone: timeZone ?? undefined,
            }
            return (await previewForColleague(context, asked)).html
          },
        }),
        previewLinksOf: g.field({
          type: g.nonNull(g.list(g.nonNull(PreviewLink))),
          description: 'An article’s links for outsiders, newest first; for editors, and for its author.',
          args: { where },
          async resolve(_source, { where }, context) {
            const article = await readableArticle(context, where as Where)
            if (!mayShowOutside(article, assertSignedIn(context.session))) return []
            return context.prisma.previewLink.findMany({
              where: { articleId: article.id },
              orderBy: { createdAt: 'desc' },
              take: 100,
            })
          },
        }),
      },
      mutation: {
        makePreviewLink: g.field({
          type: g.nonNull(MadePreviewLink),
          description:
            'An address at which somebody outside reads the article, for some days. For editors, and its author.',
          args: {
            where,
            revision: g.arg({ type: g.Int, description: 'Without it: the working copy, as it stands when opened.' }),
            days: g.arg({ type: g.nonNull(g.Int), defaultValue: previewLinkLimits.usualDays }),
            note: g.arg({ type: g.nonNull(g.String), defaultValue: '', description: 'For whom; for colleagues.' }),
            language: g.arg({ type: g.nonNull(g.String), defaultValue: 'en', description: 'Of the banner: en or fr.' }),
          },
          resolve: (_source, { where, ...order }, context) =>
            makeLink(context, surroundings, { where: where as Where, order }),
        }),
      },
    }
  })

async function makeLink(
  context: Context<Session>,
  { newsroom, publicUrl }: Surroundings,
  { where, order }: { where: Where; order: Order },
) {
  const article = await readableArticle(context, where)
  const token = makeToken()
  const facts = { ...order, articleId: article.id, revision: order.revision ?? null, tokenHash: hashToken(token) }
  const id = await makePreviewLink(beginAct(context, newsroom), facts)
  const link = await context.prisma.previewLink.findUniqueOrThrow({ where: { id } })
  return { url: `${publicUrl.replace(/\/$/, '')}/preview/shared/${token}`, link }
}

async function readableArticle(context: Context<Session>, where: Where) {
  assertSignedIn(context.session)
  const article = await context.db.Article.findOne({ where: where as never })
  if (!article) throw noSuchArticle()
  return article
}
