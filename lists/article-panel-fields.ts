import { virtual } from '@keystone-6/core/fields'
import { assertSignedIn, type Session } from '../access.ts'
import { sqlOfPrisma } from '../database/sql.ts'
import { NewsroomError } from '../errors.ts'
import type { Context, Lists } from '../generated/keystone/types.ts'
import { say } from '../spoken.ts'
import { offerMoves, type OfferedMove } from '../workflow/offer-moves.ts'
import { readLive, type LiveText } from '../workflow/read-live.ts'
import { assertMayWrite } from '../workflow/save-article.ts'
import type { Story } from '../workflow/story.ts'
import { namedPerson } from './named-person.ts'
import { g } from './newsroom-graphql.ts'

type ArticleInfo = Lists.Article.TypeInfo<Session>
type Row = Lists.Article.Item

/** Asked for by the story's panel itself, whose answers change without the form. */
const seenElsewhere = {
  createView: { fieldMode: 'hidden' },
  itemView: { fieldMode: 'hidden' },
  listView: { fieldMode: 'hidden' },
} as const

type ClosedMove = { code: string; because: string | null; sentence: string }

const MoveRefusal = g.object<ClosedMove>()({
  name: 'MoveRefusal',
  fields: {
    code: g.field({ type: g.nonNull(g.String) }),
    because: g.field({
      type: g.String,
      description: 'Names the condition that does not hold, where the transition table has one: LIVE, ROLE, STATE …',
    }),
    sentence: g.field({ type: g.nonNull(g.String) }),
  },
})

// GraphQL takes an error that is given as a value for one that was thrown.
function describeRefusal({ code, sentence, extensions }: NewsroomError): ClosedMove {
  const { because } = extensions
  return { code, because: typeof because === 'string' ? because : null, sentence: say(sentence) }
}

const strings = g.nonNull(g.list(g.nonNull(g.String)))

const ArticleMove = g.object<OfferedMove>()({
  name: 'ArticleMove',
  description: 'A move of the transition table, as it is open to whoever asks.',
  fields: {
    name: g.field({ type: g.nonNull(g.String), description: 'Of the mutation, without “Article”.' }),
    from: g.field({ type: strings, resolve: ({ transition }) => [...transition.from] }),
    byRole: g.field({ type: g.nonNull(g.String), resolve: ({ transition }) => transition.by.from }),
    orAuthor: g.field({ type: g.nonNull(g.Boolean), resolve: ({ transition }) => Boolean(transition.by.orAuthor) }),
    asks: g.field({ type: strings, resolve: ({ transition }) => [...transition.asks] }),
    allowed: g.field({ type: g.nonNull(g.Boolean), resolve: ({ refusal }) => refusal === null }),
    needsOverride: g.field({
      type: g.nonNull(g.Boolean),
      description: 'Allowed only with a reason to override the checklist.',
    }),
    refusal: g.field({
      type: MoveRefusal,
      description: 'Why not; null where it is allowed.',
      resolve: ({ refusal }) => refusal && describeRefusal(refusal),
    }),
  },
})

/** Every move of the transition table: allowed, or the refusal that it would meet. */
export const movesField = () =>
  virtual<ArticleInfo>({
    field: g.field({
      type: g.nonNull(g.list(g.nonNull(ArticleMove))),
      resolve: (row: Row, _args, { session, prisma }) =>
        offerMoves({ prisma, sql: sqlOfPrisma(prisma), person: assertSignedIn(session) }, asStory(row)),
    }),
    ui: { ...seenElsewhere, query: '{ name allowed }' },
  })

/** Why whoever asks may not write in the story now; null where they may. */
export const writeRefusalField = () =>
  virtual<ArticleInfo>({
    field: g.field({
      type: g.String,
      resolve: (row: Row, _args, { session }: Context<Session>) => {
        try {
          assertMayWrite(asStory(row), assertSignedIn(session))
          return null
        } catch (error) {
          if (error instanceof NewsroomError) return say(error.sentence)
          throw error
        }
      },
    }),
    ui: seenElsewhere,
  })

const LiveTextType = g.object<LiveText>()({
  name: 'LiveText',
  description: 'What readers get of a story now.',
  fields: {
    revision: g.field({ type: g.nonNull(g.Int) }),
    kind: g.field({ type: g.nonNull(g.String), description: 'publish, update, correct or refresh.' }),
    at: g.field({ type: g.nonNull(g.DateTime), description: 'Since when readers get it.' }),
    by: g.field({ type: namedPerson }),
    note: g.field({ type: g.String, description: 'The public note, of a correction.' }),
  },
})

/** What readers get of the story now, since when, and who decided so; null where it is not live. */
export const liveField = () =>
  virtual<ArticleInfo>({
    field: g.field({
      type: LiveTextType,
      resolve: (row: Row, _args, { prisma }) =>
        row.liveRevision === null ? null : readLive(sqlOfPrisma(prisma), row.id),
    }),
    ui: { ...seenElsewhere, query: '{ revision at }' },
  })

// Of the row, the rules read what an article's row has.
const asStory = (row: Row) => row as unknown as Story
