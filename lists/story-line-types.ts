import type { ReleaseLine } from '../desk/release-line.ts'
import type { StoryLine } from '../desk/story-line.ts'
import { sayKept } from '../spoken.ts'
import { g } from './newsroom-graphql.ts'

const StoryLinePerson = g.object<NonNullable<StoryLine['author']>>()({
  name: 'StoryLinePerson',
  fields: { id: g.field({ type: g.nonNull(g.ID) }), name: g.field({ type: g.nonNull(g.String) }) },
})

// Why the last try of the worker failed.
const scheduleError = g.field({
  type: g.String,
  resolve: ({ scheduleError: kept }: { scheduleError: string | null }) => (kept === null ? null : sayKept(kept)),
})

const words = g.nonNull(g.list(g.nonNull(g.String)))

/** A story in one line, with all that lists show of it; nothing of it costs a statement more. */
export const StoryLineType = g.object<StoryLine>()({
  name: 'StoryLine',
  description: 'A story as lists show it.',
  fields: {
    id: g.field({ type: g.nonNull(g.ID) }),
    headline: g.field({ type: g.nonNull(g.String) }),
    version: g.field({ type: g.nonNull(g.Int) }),
    state: g.field({ type: g.nonNull(g.String) }),
    publicStatus: g.field({ type: g.nonNull(g.String) }),
    hasUnpublishedChanges: g.field({ type: g.nonNull(g.Boolean) }),
    scheduleState: g.field({ type: g.nonNull(g.String) }),
    scheduleError,
    author: g.field({ type: StoryLinePerson }),
    rubric: g.field({ type: g.String }),
    tags: g.field({ type: words, description: 'Its first few, without the rubric.' }),
    pictureKey: g.field({ type: g.String, description: 'Of its main picture: /images/KEY/320.webp.' }),
    updatedAt: g.field({ type: g.nonNull(g.DateTime) }),
    firstPublished: g.field({ type: g.DateTime }),
    publishAt: g.field({ type: g.DateTime }),
    unpublishAt: g.field({ type: g.DateTime }),
    embargoedUntil: g.field({ type: g.DateTime }),
    archivedAt: g.field({ type: g.DateTime }),
    trashedAt: g.field({ type: g.DateTime }),
    moves: g.field({ type: words, description: 'The transitions that are open to you now.' }),
  },
})

export const ReleaseLineType = g.object<ReleaseLine>()({
  name: 'ReleaseLine',
  description: 'A release as lists show it.',
  fields: {
    id: g.field({ type: g.nonNull(g.ID) }),
    name: g.field({ type: g.nonNull(g.String) }),
    version: g.field({ type: g.nonNull(g.Int) }),
    releaseAt: g.field({ type: g.DateTime }),
    releasedAt: g.field({ type: g.DateTime }),
    scheduleState: g.field({ type: g.nonNull(g.String) }),
    scheduleError,
    stories: g.field({ type: g.nonNull(g.Int) }),
  },
})
