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
    unreadNotifications
  }
`

type SignedIn = { authenticatedItem: Person | null; unreadNotifications: number }

const lookAgainMs = 30_000

/** Whoever is signed in, null until that is known, and how many notifications wait for them. */
export function useSignedIn(): { person: Person | null; unread: number } {
  const { data } = useQuery<SignedIn>(whoIsSignedIn, { pollInterval: lookAgainMs })
  return { person: data?.authenticatedItem ?? null, unread: data?.unreadNotifications ?? 0 }
}

export const usePerson = (): Person | null => useSignedIn().person
