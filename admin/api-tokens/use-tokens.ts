import { useCallback, useState } from 'react'
import { gql, useQuery } from '@keystone-6/core/admin-ui/apollo'

export type ApiToken = {
  id: string
  name: string
  ending: string
  access: 'read' | 'write'
  createdAt: string
  expiresAt: string
  lastUsedAt: string | null
  revokedAt: string | null
  person: { id: string; name: string } | null
}

/** Of those in use, and of those that ended. */
export const mostShown = 100

// Apart: an open token that nothing has used for long must not be hidden behind a hundred that ended.
const findTokens = gql`
  query ApiTokens($now: DateTime!) {
    open: apiTokens(
      where: { revokedAt: { equals: null }, expiresAt: { gt: $now } }
      orderBy: { createdAt: desc }
      take: ${mostShown}
    ) { ...TokenInList }
    ended: apiTokens(
      where: { OR: [{ revokedAt: { not: { equals: null } } }, { expiresAt: { lte: $now } }] }
      orderBy: { createdAt: desc }
      take: ${mostShown}
    ) { ...TokenInList }
  }
  fragment TokenInList on ApiToken {
    id
    name
    ending
    access
    createdAt
    expiresAt
    lastUsedAt
    revokedAt
    person { id name }
  }
`

/** The tokens that this person may see. */
export function useTokens() {
  const [now] = useState(() => new Date().toISOString())
  const { data, error, refetch } = useQuery<{ open: ApiToken[]; ended: ApiToken[] }>(findTokens, {
    ...{ variables: { now }, fetchPolicy: 'no-cache' },
  })
  // Why it failed is in `error`.
  const readAgain = useCallback(() => void refetch().catch(() => {}), [refetch])
  return { tokens: data, refusal: error?.message ?? null, readAgain }
}
