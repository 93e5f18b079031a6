import { useState } from 'react'
import { gql, useMutation } from '@keystone-6/core/admin-ui/apollo'
import { sentenceOf } from '../words/sentence-of.ts'

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

/** Signs in, and goes on with `onSignedIn`; or tells in a sentence why not. */
export function useSignIn(onSignedIn: () => void) {
  const [send] = useMutation(authenticate)
  const [isPending, setIsPending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const signIn = async (variables: { email: string; password: string }) => {
    setIsPending(true)
    setRefusal(null)
    try {
      await send({ variables })
      onSignedIn()
    } catch (error) {
      setIsPending(false)
      setRefusal(sentenceOf(error))
    }
  }
  return { signIn, isPending, refusal }
}
