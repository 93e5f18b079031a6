import { gql, useQuery } from '@keystone-6/core/admin-ui/apollo'
import { useContentWords } from '../compare/content-words.ts'
import type { PanelStory } from './panel-story.ts'

const findDifferences = gql`
  query StoryDifferences($id: ID!) {
    compareRevisions(where: { id: $id }, from: { copy: LIVE }, to: { copy: WORKING_COPY }) {
      fields {
        field
      }
      tagsAdded {
        id
      }
      tagsRemoved {
        id
      }
      relatedArticles {
        id
      }
      sections {
        id
        change
        moved
        from
        to
      }
    }
  }
`

type Section = { change: string; moved: boolean; from: number | null; to: number | null }
type Differences = {
  fields: { field: string }[]
  tagsAdded: unknown[]
  tagsRemoved: unknown[]
  relatedArticles: unknown[]
  sections: Section[]
}

/** The names of what differs between the working copy and what is live; null where this person may not compare. */
export function useDifferences({ id }: PanelStory): string[] | null {
  const { nameOf, section, tags, related } = useContentWords()
  const { data } = useQuery<{ compareRevisions: Differences }>(findDifferences, {
    variables: { id },
    // A section's id names another change in every comparison: no two may share it.
    fetchPolicy: 'no-cache',
  })
  if (!data) return null
  const { fields, tagsAdded, tagsRemoved, relatedArticles, sections } = data.compareRevisions
  const fieldNames = new Set(fields.map(({ field }) => nameOf(field.startsWith('image') ? 'image' : field)))
  return [
    ...fieldNames,
    ...(tagsAdded.length + tagsRemoved.length > 0 ? [tags] : []),
    ...(relatedArticles.length > 0 ? [related] : []),
    ...sections
      .filter(({ change, moved }) => change !== 'SAME' || moved)
      .map(({ change, from, to }) => section(to ?? from ?? 0, change)),
  ]
}
