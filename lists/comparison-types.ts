import type { Session } from '../access.ts'
import type { Context } from '../generated/keystone/types.ts'
import type { TextLink } from '../workflow/compare-links.ts'
import type { OrderChange } from '../workflow/compare-order.ts'
import type { Comparison, FieldChange, SectionChange } from '../workflow/compare-snapshots.ts'
import type { DiffPart } from '../workflow/diff-words.ts'
import { g } from './newsroom-graphql.ts'

/** What `g.extend` hands to its function: the types of the schema that is extended. */
type Schema = Parameters<Extract<Parameters<typeof g.extend>[0], (...args: never[]) => unknown>>[0]

const DiffPartType = g.object<DiffPart>()({
  name: 'DiffPart',
  description: 'SAME and REMOVED parts in a row are the older text, SAME and ADDED ones the newer, to the letter.',
  fields: {
    kind: g.field({
      type: g.nonNull(g.enum({ name: 'DiffKind', values: g.enumValues(['SAME', 'ADDED', 'REMOVED']) })),
    }),
    text: g.field({ type: g.nonNull(g.String) }),
  },
})
const diffParts = g.nonNull(g.list(g.nonNull(DiffPartType)))

const FieldChangeType = g.object<FieldChange>()({
  name: 'FieldChange',
  description: 'A field that differs. `image` is the picture’s id, `image.caption` and so on are its texts.',
  fields: {
    field: g.field({ type: g.nonNull(g.String) }),
    from: g.field({ type: g.String }),
    to: g.field({ type: g.String }),
    words: g.field({ type: diffParts }),
  },
})
const fieldChanges = g.nonNull(g.list(g.nonNull(FieldChangeType)))

const TextLinkType = g.object<TextLink>()({
  name: 'TextLink',
  fields: { text: g.field({ type: g.nonNull(g.String) }), address: g.field({ type: g.nonNull(g.String) }) },
})
const textLinks = g.nonNull(g.list(g.nonNull(TextLinkType)))

const SectionChangeType = g.object<SectionChange>()({
  name: 'SectionChange',
  fields: {
    id: g.field({ type: g.nonNull(g.ID) }),
    change: g.field({
      type: g.nonNull(
        g.enum({ name: 'SectionChangeKind', values: g.enumValues(['ADDED', 'REMOVED', 'CHANGED', 'SAME']) }),
      ),
    }),
    moved: g.field({ type: g.nonNull(g.Boolean), description: 'It stands elsewhere among those that stayed.' }),
    from: g.field({ type: g.Int, description: 'Its place on the older side, 1, 2, 3 …; null where it is new.' }),
    to: g.field({ type: g.Int, description: 'Its place on the newer side; null where it was removed.' }),
    heading: g.field({ type: diffParts }),
    body: g.field({ type: diffParts, description: 'The text, paragraphs separated by one empty line.' }),
    formattingChanged: g.field({
      type: g.nonNull(g.Boolean),
      description: 'The words are the same, emphasis, links, lists or quotes are not.',
    }),
    linksAdded: g.field({ type: textLinks, resolve: ({ links }) => links.added }),
    linksRemoved: g.field({ type: textLinks, resolve: ({ links }) => links.removed }),
    fields: g.field({ type: fieldChanges, description: 'Its picture and the texts of that.' }),
  },
})

type RelatedChange = OrderChange & { headline: string | null }

const RelatedChangeType = g.object<RelatedChange>()({
  name: 'RelatedArticleChange',
  fields: {
    id: g.field({ type: g.nonNull(g.ID) }),
    headline: g.field({ type: g.String, description: 'As it is today; null where you may not see it.' }),
    change: g.field({
      type: g.nonNull(g.enum({ name: 'OrderChangeKind', values: g.enumValues(['ADDED', 'REMOVED', 'MOVED']) })),
    }),
    from: g.field({ type: g.Int }),
    to: g.field({ type: g.Int }),
  },
})

/** The GraphQL type of a `Comparison`; ids of tags and stories come with the names that they have today. */
export const comparisonTypes = (base: Schema) => {
  const tagsNamed = (side: 'added' | 'removed') =>
    g.field({
      type: g.nonNull(g.list(g.nonNull(base.object('Tag')))),
      resolve: (compared: Comparison, _args, context) => findTags(context, compared.tags[side]),
    })
  return g.object<Comparison>()({
    name: 'RevisionComparison',
    fields: {
      same: g.field({ type: g.nonNull(g.Boolean) }),
      fields: g.field({ type: fieldChanges }),
      tagsAdded: tagsNamed('added'),
      tagsRemoved: tagsNamed('removed'),
      relatedArticles: g.field({
        type: g.nonNull(g.list(g.nonNull(RelatedChangeType))),
        resolve: ({ relatedArticles }, _args, context) => withHeadlines(context, relatedArticles),
      }),
      sections: g.field({ type: g.nonNull(g.list(g.nonNull(SectionChangeType))) }),
    },
  })
}

async function findTags(context: Context<Session>, ids: string[]) {
  return ids.length === 0 ? [] : [...(await context.db.Tag.findMany({ where: { id: { in: ids } } }))]
}

async function withHeadlines(context: Context<Session>, changes: OrderChange[]): Promise<RelatedChange[]> {
  if (changes.length === 0) return []
  const stories = await context.db.Article.findMany({ where: { id: { in: changes.map(({ id }) => id) } } })
  const headlines = new Map(stories.map(({ id, headline }) => [id, headline]))
  return changes.map(change => ({ ...change, headline: headlines.get(change.id) ?? null }))
}
