import { isAtLeast, assertSignedIn, type Session } from '../access.ts'
import { Refusal } from '../errors.ts'
import type { Context } from '../generated/keystone/types.ts'
import { compareRevisions, type RevisionRef } from '../workflow/compare-revisions.ts'
import { comparisonTypes } from './comparison-types.ts'
import { g } from './newsroom-graphql.ts'
import { noSuchArticle } from './no-such-article.ts'

const RevisionCopy = g.enum({ name: 'RevisionCopy', values: g.enumValues(['WORKING_COPY', 'LIVE']) })

const RevisionRefInput = g.inputObject({
  name: 'RevisionRef',
  description: 'Either the number of a revision, or what editors work on, or what readers get.',
  fields: { number: g.arg({ type: g.Int }), copy: g.arg({ type: RevisionCopy }) },
})

/** `compareRevisions(where, from, to)`: any two states of a story, section by section and word by word. */
export const extendWithComparison = () =>
  g.extend(base => ({
    query: {
      compareRevisions: g.field({
        type: g.nonNull(comparisonTypes(base)),
        description: 'What has to be done to `from` to make it `to`. For editors, and for authors of the article.',
        args: {
          where: g.arg({ type: g.nonNull(base.inputObject('ArticleWhereUniqueInput')) }),
          from: g.arg({ type: g.nonNull(RevisionRefInput) }),
          to: g.arg({ type: g.nonNull(RevisionRefInput) }),
        },
        async resolve(_source, { where, from, to }, context) {
          const story = await findComparable(context, where)
          return compareRevisions(context, story, { from: asRef(from), to: asRef(to) })
        },
      }),
    },
  }))

/** Old revisions are read by editors and above, and by the story's author. */
async function findComparable(context: Context<Session>, where: object) {
  const person = assertSignedIn(context.session)
  const story = await context.db.Article.findOne({ where })
  if (!story) throw noSuchArticle()
  if (isAtLeast(person, 'editor') || story.authorId === person.id) return story
  throw new Refusal('NOT_PERMITTED', {
    en: `The history of “${story.headline}” is for its author and for editors.`,
    fr: `Les versions de « ${story.headline} » sont réservées à son auteur et à la relecture.`,
  })
}

type GivenRef = { number?: number | null; copy?: 'WORKING_COPY' | 'LIVE' | null }

function asRef({ number, copy }: GivenRef): RevisionRef {
  if (typeof number === 'number' && !copy) return { number }
  if (copy && typeof number !== 'number') return { copy }
  throw new Refusal('INVALID_INPUT', {
    en: 'Name a side either by its number or as WORKING_COPY or LIVE.',
    fr: 'Nommez un côté par son numéro, ou par WORKING_COPY ou LIVE.',
  })
}
