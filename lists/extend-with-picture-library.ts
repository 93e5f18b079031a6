import { assertSignedIn } from '../access.ts'
import { sqlOfPrisma } from '../database/sql.ts'
import { Refusal } from '../errors.ts'
import type { Lists } from '../generated/keystone/types.ts'
import { assertPageSize } from './assert-page-size.ts'
import { findLibraryPictures, mostCounted, pictureFilters } from './find-library-pictures.ts'
import { findPictureUses, mostUses, type PictureUse } from './find-picture-uses.ts'
import { g } from './newsroom-graphql.ts'

const mostAtOnce = 100
const longestSearch = 200

type Image = Lists.Image.Item
type Article = Lists.Article.Item

const PictureFilterEnum = g.enum({ name: 'PictureFilter', values: g.enumValues(pictureFilters) })

/** `pictureLibrary(filter, search, first, after)` and `pictureUses(where)`. */
export const extendWithPictureLibrary = () =>
  g.extend(base => {
    const Page = g.object<{ pictures: Image[]; next: string | null; count: number }>()({
      name: 'PictureLibraryPage',
      fields: {
        pictures: g.field({ type: g.nonNull(g.list(g.nonNull(base.object('Image')))) }),
        next: g.field({ type: g.String, description: '`after` of the next page; null on the last.' }),
        count: g.field({ type: g.nonNull(g.Int), description: `Over ${mostCounted}: ${mostCounted + 1}.` }),
      },
    })
    const Use = g.object<Omit<PictureUse, 'articleId'> & { article: Article }>()({
      name: 'PictureUse',
      fields: {
        article: g.field({ type: g.nonNull(base.object('Article')) }),
        inWorkingCopy: g.field({ type: g.nonNull(g.Boolean) }),
        isLive: g.field({ type: g.nonNull(g.Boolean), description: 'Readers see it there now.' }),
      },
    })
    return {
      query: {
        pictureLibrary: g.field({
          type: g.nonNull(Page),
          description: 'Pictures, newest first, whose texts hold each word of the search, with accents or without.',
          args: {
            filter: g.arg({ type: g.nonNull(PictureFilterEnum), defaultValue: 'ALL' }),
            search: g.arg({ type: g.nonNull(g.String), defaultValue: '' }),
            first: g.arg({ type: g.nonNull(g.Int), defaultValue: 48 }),
            after: g.arg({ type: g.String }),
          },
          async resolve(_source, { after = null, ...asked }, { session, prisma }) {
            const { id: personId } = assertSignedIn(session)
            assertWithinBounds(asked)
            const { ids, ...page } = await findLibraryPictures(sqlOfPrisma(prisma), { ...asked, after, personId })
            return { ...page, pictures: inOrder(ids, await prisma.image.findMany({ where: { id: { in: ids } } })) }
          },
        }),
        pictureUses: g.field({
          type: g.nonNull(g.list(g.nonNull(Use))),
          description: `Stories with this picture, of those that you may see; at most ${mostUses}.`,
          args: { where: g.arg({ type: g.nonNull(base.inputObject('ImageWhereUniqueInput')) }) },
          async resolve(_source, { where }, context) {
            assertSignedIn(context.session)
            const image = await context.db.Image.findOne({ where })
            if (!image)
              throw new Refusal('NOT_FOUND', {
                en: 'There is no such picture.',
                fr: 'Cette photo n’existe pas.',
              })
            const uses = (await findPictureUses(sqlOfPrisma(context.prisma), image.id)).slice(0, mostUses)
            // By the rules of the list of stories: what lies in another's trash is not named here either.
            const seen = await context.db.Article.findMany({ where: { id: { in: uses.map(use => use.articleId) } } })
            return uses.flatMap(({ articleId, ...use }) => {
              const article = seen.find(({ id }) => id === articleId)
              return article ? [{ ...use, article }] : []
            })
          },
        }),
      },
    }
  })

function assertWithinBounds({ first, search }: { first: number; search: string }): void {
  assertPageSize(first, mostAtOnce)
  if (search.length > longestSearch)
    throw new Refusal('LIMIT_EXCEEDED', {
      en: `A search has at most ${longestSearch} characters. Try fewer words.`,
      fr: `Une recherche a ${longestSearch} caractères au plus. Essayez moins de mots.`,
    })
}

function inOrder<Row extends { id: string }>(ids: string[], rows: Row[]): Row[] {
  const byId = new Map(rows.map(row => [row.id, row]))
  return ids.flatMap(id => byId.get(id) ?? [])
}
