import { gql, useQuery } from '@keystone-6/core/admin-ui/apollo'
import type { Role } from '../roles.ts'

export type Person = { id: string; name: string; role: Role }

const whoIsSignedIn = gql`
  query WhoIsSignedIn {
    authenticatedItem {
      id
      name
      role
    }
  }
`

/** Whoever is signed in; null until that is known. */
export function usePerson(): Person | null {
  const { data } = useQuery<{ authenticatedItem: Person | null }>(whoIsSignedIn)
  return data?.authenticatedItem ?? null
}
