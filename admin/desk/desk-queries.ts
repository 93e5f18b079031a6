import { gql } from '@keystone-6/core/admin-ui/apollo'
import type { Person } from '../navigation/use-person.ts'
import { isAtLeast } from '../roles.ts'

/** A story as the desk lists it. */
export type DeskStory = {
  id: string
  headline: string
  state: string
  publicStatus: string
  approvedRevision: number | null
  liveRevision: number | null
  firstPublished: string | null
  updatedAt: string | null
  author: { id: string; name: string } | null
}

export const findStories = gql`
  query DeskStories($where: ArticleWhereInput!, $orderBy: [ArticleOrderByInput!]!, $take: Int!) {
    articles(where: $where, orderBy: $orderBy, take: $take) {
      id
      headline
      state
      publicStatus
      approvedRevision
      liveRevision
      firstPublished
      updatedAt
      author {
        id
        name
      }
    }
  }
`

type Part = {
  title: string
  empty: string
  where: object
  orderBy?: object[]
  /** For what no filter can say: a comparison of two columns. */
  keeps?: (story: DeskStory) => boolean
}

const atHand = { trashedAt: null, archivedAt: null }
const isNotLiveYet = ({ approvedRevision, liveRevision }: DeskStory) => approvedRevision !== liveRevision

/** The parts of this person's desk, from top to bottom. */
export function partsOfDesk({ id, role }: Person): Part[] {
  const mine = { author: { id: { equals: id } } }
  const notMine = { author: { NOT: { id: { equals: id } } } }
  const inReview = { state: { equals: 'in_review' } }
  const sentBack = { ...mine, state: { equals: 'changes_requested' } }
  const approved = { state: { equals: 'approved' } }
  const begun = { state: { in: ['draft', 'changes_requested'] } }
  const waiting = isAtLeast(role, 'publisher')
    ? [approved, { ...inReview, ...notMine }, sentBack]
    : isAtLeast(role, 'editor')
      ? [{ ...inReview, ...notMine }, sentBack]
      : [sentBack]
  const inProgress = isAtLeast(role, 'editor') ? begun : { ...mine, state: { in: ['draft', 'in_review', 'approved'] } }
  return [
    {
      title: 'Waiting for you',
      empty: isAtLeast(role, 'editor')
        ? 'Nothing to read, nothing to publish.'
        : 'Nobody has sent a story back to you.',
      where: { ...atHand, OR: waiting },
      keeps: story => story.state !== 'approved' || isNotLiveYet(story),
    },
    {
      title: isAtLeast(role, 'editor') ? 'In progress' : 'Your stories in progress',
      empty: 'No story is being written.',
      where: { ...atHand, ...inProgress },
      keeps: story => story.state !== 'approved' || isNotLiveYet(story),
    },
    {
      title: 'Just published',
      empty: 'Nothing is live yet.',
      where: { liveRevision: { gt: 0 } },
      orderBy: [{ firstPublished: 'desc' }],
    },
  ]
}
