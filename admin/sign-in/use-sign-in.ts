import { useState } from 'react'
import { CombinedGraphQLErrors, gql, useMutation } from '@keystone-6/core/admin-ui/apollo'

// Strangers may send this and nothing else: see server/is-sign-in-request.ts.
const authenticate = gql`
  mutation SignIn($email: String!, $password: String!) {
    authenticateUserWithPassword(email: $email, password: $password) {
      ... on UserAuthenticationWithPasswordSuccess {
        item {
          id
        }
      }
    }
  }
`

/** Signs in and opens the desk; or tells in a sentence why not. */
export function useSignIn() {
  const [send] = useMutation(authenticate)
  const [isPending, setIsPending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const signIn = async (variables: { email: string; password: string }) => {
    setIsPending(true)
    setRefusal(null)
    try {
      await send({ variables })
      // A whole new page: nothing of an earlier person's stays in the browser's memory.
      window.location.assign('/')
    } catch (error) {
      setIsPending(false)
      setRefusal(sentenceOf(error))
    }
  }
  return { signIn, isPending, refusal }
}

function sentenceOf(error: unknown): string {
  if (CombinedGraphQLErrors.is(error)) return error.errors.map(({ message }) => message).join(' ')
  return 'The server did not answer. Look at your connection, then try again.'
}
