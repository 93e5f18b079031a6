import { useState } from 'react'
import { CombinedGraphQLErrors, gql, useMutation } from '@keystone-6/core/admin-ui/apollo'
import { sentenceOf } from '../words/sentence-of.ts'
import type { ApiToken } from './use-tokens.ts'

export type TokenOrder = Pick<ApiToken, 'name' | 'access'> & { days: number }

/** Why no token was made; of the name, or of the whole. */
export type TokenRefusal = { of: 'name' | 'token'; sentence: string }

const makeToken = gql`
  mutation MakeApiToken($name: String!, $access: ApiTokenAccessType!, $days: Int!) {
    makeApiToken(name: $name, access: $access, days: $days)
  }
`

/** Makes tokens, and holds the newest until it is forgotten: nobody can look it up again. */
export function useMakeToken() {
  // Apollo's cache is no place for a secret.
  const [send, { loading }] = useMutation<{ makeApiToken: string }>(makeToken, { fetchPolicy: 'no-cache' })
  const [token, setToken] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<TokenRefusal | null>(null)
  const make = async (order: TokenOrder): Promise<boolean> => {
    setRefusal(null)
    try {
      const { data } = await send({ variables: order })
      setToken(data?.makeApiToken ?? null)
      return true
    } catch (error) {
      setRefusal({ of: isOfInput(error) ? 'name' : 'token', sentence: sentenceOf(error) })
      return false
    }
  }
  return { make, isMaking: loading, token, refusal, forget: () => setToken(null), forgive: () => setRefusal(null) }
}

// The name is all that can be written by hand.
const isOfInput = (error: unknown) =>
  CombinedGraphQLErrors.is(error) && error.errors.some(({ extensions }) => extensions?.['code'] === 'INVALID_INPUT')
