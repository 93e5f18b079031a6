import { fastify } from 'fastify'
import { mercurius } from 'mercurius'
import { readReadyStories, type ReadyPage } from './ready-stories.ts'

/** A GraphQL server and nothing more: the same stories of one table, by the library that Bouclage is built on. */
const [connectionString = ''] = process.argv.slice(2)
const read = readReadyStories(connectionString)

const storiesOf = (name: ReadyPage) => async (_: unknown, given: Record<string, string>) =>
  JSON.parse(await read(name, Object.values(given)))

const app = fastify()
await app.register(mercurius, {
  schema: /* GraphQL */ `
    type Query {
      list: [Story!]!
      one(slug: String!): [Story!]!
      tag(slug: String!): [Story!]!
      search: [Story!]!
      deep(firstPublished: String!, id: ID!): [Story!]!
    }
    type Story {
      id: ID!
      slug: String!
      headline: String!
      description: String
      byline: String
      language: String!
      firstPublished: String!
      readingMinutes: Int!
      image: Image
      sections: [Section!]!
      tags: [Tag!]!
    }
    type Image {
      url: String!
      altText: String!
      caption: String
      creditLine: String
    }
    type Section {
      position: Int!
      heading: String
      text: String!
    }
    type Tag {
      name: String!
      slug: String!
      kind: String!
    }
  `,
  resolvers: {
    Query: {
      list: storiesOf('list'),
      one: storiesOf('one'),
      tag: storiesOf('tag'),
      search: storiesOf('search'),
      deep: storiesOf('deep'),
    },
  },
})
console.log(`ready: ${await app.listen({ port: 0, host: '127.0.0.1' })}`)
process.on('SIGTERM', () => process.exit(0))
