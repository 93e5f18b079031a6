import { config, list } from '@keystone-6/core'
import { allowAll } from '@keystone-6/core/access'
import { integer, relationship, text, timestamp } from '@keystone-6/core/fields'
import { PrismaPg } from '@prisma/adapter-pg'

/** Made by `prepare-stock.ts`, in a folder that version control ignores. */
export const stockFolder = 'data/bench/stock'

/** Plain Keystone, as its documentation has it: the same content in related lists, no hooks, everybody may read. */
export const stockConfiguration = (connectionString: string) =>
  config({
    db: {
      provider: 'postgresql',
      prismaClientOptions: () => ({ adapter: new PrismaPg({ connectionString, max: 10 }, { schema: 'stock' }) }),
    },
    telemetry: false,
    graphql: { playground: false, debug: false },
    lists: {
      Article: list({
        access: allowAll,
        fields: {
          slug: text({ isIndexed: 'unique' }),
          headline: text(),
          description: text(),
          byline: text(),
          language: text(),
          firstPublished: timestamp({ isIndexed: true }),
          readingMinutes: integer(),
          image: relationship({ ref: 'Image' }),
          sections: relationship({ ref: 'Section.article', many: true }),
          tags: relationship({ ref: 'Tag', many: true }),
        },
      }),
      Section: list({
        access: allowAll,
        fields: {
          article: relationship({ ref: 'Article.sections' }),
          position: integer(),
          heading: text(),
          text: text(),
        },
      }),
      Image: list({ access: allowAll, fields: { url: text(), altText: text(), caption: text(), creditLine: text() } }),
      Tag: list({ access: allowAll, fields: { slug: text({ isIndexed: 'unique' }), name: text(), kind: text() } }),
    },
  })
