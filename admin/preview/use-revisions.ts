import { useEffect, useRef } from 'react'
import { gql, useQuery } from '@keystone-6/core/admin-ui/apollo'

const findRevisions = gql`
  query PreviewRevisions($id: ID!) {
    history(where: { id: $id }, first: 100) {
      number
      createdAt
      erased
    }
  }
`

type Revision = { number: number; createdAt: string; erased: boolean }

/** The newest revisions that this person may read, without those that the law took away. Every save may add one. */
export function useRevisions(articleId: string, newest: number): Revision[] {
  const { data, refetch } = useQuery<{ history: Revision[] }>(findRevisions, {
    variables: { id: articleId },
    // They have no id by which the cache could tell another part's list from ours.
    fetchPolicy: 'no-cache',
  })
  const known = useRef(newest)
  useEffect(() => {
    if (known.current !== newest) void refetch()
    known.current = newest
  }, [newest, refetch])
  return (data?.history ?? []).filter(({ erased }) => !erased)
}
