import { useDeferredValue } from 'react'
import { gql, useQuery } from '@keystone-6/core/admin-ui/apollo'
import { pictureSelection, type Picture } from './picture.ts'

export const libraryParts = ['ALL', 'MINE', 'INCOMPLETE', 'RIGHTS', 'UNUSED', 'KILLED'] as const
export type LibraryPart = (typeof libraryParts)[number]

const findPictures = gql`
  query PictureLibrary($filter: PictureFilter!, $search: String!, $first: Int!, $after: String) {
    pictureLibrary(filter: $filter, search: $search, first: $first, after: $after) {
      pictures { ${pictureSelection} }
      next
      count
    }
  }
`

type Answer = { pictureLibrary: { pictures: Picture[]; next: string | null; count: number } }

const aPage = 48

/** The newest pictures of a part of the library that hold these words, a page at a time. */
export function useLibrary({ part, search }: { part: LibraryPart; search: string }) {
  const words = useDeferredValue(search.trim().slice(0, 200))
  const { data, previousData, loading, error, fetchMore, refetch } = useQuery<Answer>(findPictures, {
    variables: { filter: part, search: words, first: aPage, after: null as string | null },
    // Colleagues add pictures meanwhile.
    fetchPolicy: 'cache-and-network',
  })
  const { pictures = [], next = null, count = null } = (data ?? previousData)?.pictureLibrary ?? {}
  return {
    pictures,
    count,
    isLoading: loading && pictures.length === 0,
    problem: error?.message ?? null,
    showMore: next === null ? null : () => void fetchMore({ variables: { after: next }, updateQuery: followedBy }),
    lookAgain: () => void refetch(),
  }
}

function followedBy(before: Answer, { fetchMoreResult: { pictureLibrary } }: { fetchMoreResult: Answer }): Answer {
  const known = new Set(before.pictureLibrary.pictures.map(({ id }) => id))
  const added = pictureLibrary.pictures.filter(({ id }) => !known.has(id))
  return { pictureLibrary: { ...pictureLibrary, pictures: [...before.pictureLibrary.pictures, ...added] } }
}
