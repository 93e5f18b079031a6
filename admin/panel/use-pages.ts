import { useState } from 'react'
import { useApolloClient, useQuery, type DocumentNode } from '@keystone-6/core/admin-ui/apollo'

const atOnce = 20

/**
 * Rows of a query that answers as `page`, newest first, and more of them on demand. Read once: what shows them gets a
 * `key` that changes when they do.
 */
export function usePages<Row>(query: DocumentNode, { id, keyOf }: { id: string; keyOf: (row: Row) => number }) {
  const client = useApolloClient()
  const variables = { id, first: atOnce, before: null }
  const newest = useQuery<{ page: Row[] }>(query, { variables, fetchPolicy: 'network-only' })
  const [older, setOlder] = useState<Row[][]>([])
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<Error | null>(null)
  const pages = [newest.data?.page ?? [], ...older]
  const rows = pages.flat()
  const last = rows.at(-1)

  async function more() {
    if (last === undefined) return
    setPending(true)
    try {
      const next = { query, variables: { ...variables, before: keyOf(last) }, fetchPolicy: 'network-only' } as const
      const { data } = await client.query<{ page: Row[] }>(next)
      setOlder([...older, data?.page ?? []])
      setFailure(null)
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)))
    }
    setPending(false)
  }
  return {
    rows,
    error: newest.error ?? failure,
    loading: newest.loading || pending,
    hasMore: pages.at(-1)?.length === atOnce,
    more: () => void more(),
  }
}
