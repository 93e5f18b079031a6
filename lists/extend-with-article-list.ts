import { assertSignedIn } from '../access.ts'
import { sqlOfPrisma } from '../database/sql.ts'
import { articleSorts } from '../desk/article-sorts.ts'
import { articleViews } from '../desk/article-views.ts'
import { countViews, type ViewFigure } from '../desk/count-views.ts'
import { countArticles, listArticles, type ListPage, type ListQuestion } from '../desk/list-articles.ts'
import { Refusal } from '../errors.ts'
import { assertPageSize } from './assert-page-size.ts'
import { g } from './newsroom-graphql.ts'
import { StoryLineType } from './story-line-types.ts'

const mostAtOnce = 100
const longestSearch = 200

const View = g.enum({ name: 'ArticleView', values: g.enumValues([...articleViews]) })
const Sort = g.enum({ name: 'ArticleSort', values: g.enumValues([...articleSorts]) })

const Count = g.object<{ count: number; isMore: boolean }>()({
  name: 'ArticleListCount',
  fields: {
    count: g.field({ type: g.nonNull(g.Int) }),
    isMore: g.field({ type: g.nonNull(g.Boolean), description: 'Counting stopped there.' }),
  },
})

const List = g.object<ListPage & { question: ListQuestion }>()({
  name: 'ArticleList',
  fields: {
    lines: g.field({ type: g.nonNull(g.list(g.nonNull(StoryLineType))) }),
    next: g.field({ type: g.String, description: '`after` of the page that follows.' }),
    previous: g.field({ type: g.String, description: '`before` of the page above.' }),
    total: g.field({
      type: g.nonNull(Count),
      resolve: ({ question }, _args, { session, prisma }) =>
        countArticles(sqlOfPrisma(prisma), assertSignedIn(session), question),
    }),
  },
})

const Figure = g.object<ViewFigure>()({
  name: 'ArticleViewFigure',
  fields: {
    view: g.field({ type: g.nonNull(View) }),
    count: g.field({ type: g.nonNull(g.Int), description: 'At most 100, which stands for “more than 99”.' }),
  },
})

/** `articleList(view, search, sort, …)` and `articleViews`: the article list, as fast with 100,000 stories as with 100. */
export const extendWithArticleList = () =>
  g.extend({
    query: {
      articleList: g.field({
        type: g.nonNull(List),
        description: 'A page of the stories of a view; `search` takes words, each perhaps only begun.',
        args: {
          view: g.arg({ type: g.nonNull(View), defaultValue: 'all' }),
          search: g.arg({ type: g.nonNull(g.String), defaultValue: '' }),
          sort: g.arg({ type: g.nonNull(Sort), defaultValue: 'updated' }),
          reversed: g.arg({ type: g.nonNull(g.Boolean), defaultValue: false }),
          first: g.arg({ type: g.nonNull(g.Int), defaultValue: 50 }),
          after: g.arg({ type: g.String }),
          before: g.arg({ type: g.String }),
        },
        async resolve(_source, { after, before, ...asked }, { session, prisma }) {
          const person = assertSignedIn(session)
          const question = { ...asked, search: asked.search.trim(), after: after ?? null, before: before ?? null }
          assertBounded(question)
          return { ...(await listArticles(sqlOfPrisma(prisma), person, question)), question }
        },
      }),
      articleViews: g.field({
        type: g.nonNull(g.list(g.nonNull(Figure))),
        description: 'How many stories wait in each view.',
        resolve: (_source, _args, { session, prisma }) => countViews(sqlOfPrisma(prisma), assertSignedIn(session)),
      }),
    },
  })

function assertBounded({ first, search, after, before }: ListQuestion): void {
  assertPageSize(first, mostAtOnce)
  if (search.length > longestSearch)
    throw new Refusal('LIMIT_EXCEEDED', {
      en: `At most ${longestSearch} characters are looked for; leave some out.`,
      fr: `Une recherche a ${longestSearch} caractères au plus ; ôtez-en.`,
    })
  if (after !== null && before !== null)
    throw new Refusal('INVALID_INPUT', {
      en: 'A page begins after a line or ends before one; name one of the two.',
      fr: 'Une page commence après une ligne ou finit avant une autre ; nommez l’une des deux.',
    })
}
