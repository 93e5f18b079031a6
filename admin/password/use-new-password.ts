import { useState } from 'react'
import { gql, useMutation } from '@keystone-6/core/admin-ui/apollo'
import { sentenceOf } from '../words/sentence-of.ts'

// Strangers may send this: see server/is-sign-in-request.ts.
const setPassword = gql`
  mutation SetPassword($token: String!, $password: String!) {
    setPasswordWithLink(token: $token, password: $password)
  }
`

/** Sets the password with the token in this page's address; or tells in a sentence why not. */
export function useNewPassword() {
  const [send] = useMutation(setPassword)
  const [step, setStep] = useState<'asking' | 'saving' | 'saved'>('asking')
  const [refusal, setRefusal] = useState<string | null>(null)
  const save = async (password: string) => {
    setStep('saving')
    setRefusal(null)
    try {
      const token = new URLSearchParams(window.location.search).get('token') ?? ''
      await send({ variables: { token, password } })
      setStep('saved')
    } catch (error) {
      setStep('asking')
      setRefusal(sentenceOf(error))
    }
  }
  return { save, isPending: step === 'saving', isSaved: step === 'saved', refusal }
}
