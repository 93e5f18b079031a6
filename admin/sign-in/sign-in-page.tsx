import { useState } from 'react'
import { Button } from '@keystar/ui/button'
import { VStack } from '@keystar/ui/layout'
import { PasswordField } from '@keystar/ui/password-field'
import { TextField } from '@keystar/ui/text-field'
import { LoneCard } from '../look/lone-card.tsx'
import { returnPath } from './return-path.ts'
import { useSignIn } from './use-sign-in.ts'
import { useSignInWords } from './words.ts'

/** Stands in the place of Keystone's own sign-in page, which gives it to Next through this function. */
export default function makeSignInPage() {
  return SignInPage
}

function SignInPage() {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const words = useSignInWords()
  const { signIn, isPending, refusal } = useSignIn(goOn)
  return (
    <LoneCard title={words.signIn} refusal={refusal} onSubmit={() => void signIn({ email, password })}>
      <VStack gap="large">
        <TextField
          label={words.email}
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          autoFocus
        />
        <PasswordField label={words.password} autoComplete="current-password" value={password} onChange={setPassword} />
      </VStack>
      <Button type="submit" prominence="high" isPending={isPending}>
        {words.signIn}
      </Button>
    </LoneCard>
  )
}

/** A whole new page: nothing of an earlier person's stays in the browser's memory. */
function goOn(): void {
  const { origin, search } = window.location
  window.location.assign(returnPath(new URLSearchParams(search).get('from'), origin))
}
