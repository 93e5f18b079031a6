import { useState, type FormEvent } from 'react'
import { Button } from '@keystar/ui/button'
import { VStack } from '@keystar/ui/layout'
import { Notice } from '@keystar/ui/notice'
import { PasswordField } from '@keystar/ui/password-field'
import { Content } from '@keystar/ui/slots'
import { css, tokenSchema } from '@keystar/ui/style'
import { TextField } from '@keystar/ui/text-field'
import { Heading, Text } from '@keystar/ui/typography'
import { WordMark } from '../navigation/word-mark.tsx'
import { useSignIn } from './use-sign-in.ts'

/** Stands in the place of Keystone's own sign-in page, which gives it to Next through this function. */
export default function makeSignInPage() {
  return SignInPage
}

function SignInPage() {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { signIn, isPending, refusal } = useSignIn()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void signIn({ email, password })
  }
  return (
    <main className={pageStyles}>
      <title>Sign in · Bouclage</title>
      <WordMark />
      <form onSubmit={submit} className={cardStyles}>
        <Heading elementType="h1" size="regular">
          Sign in
        </Heading>
        {refusal && (
          <Notice tone="critical">
            <Content>
              <Text>{refusal}</Text>
            </Content>
          </Notice>
        )}
        <VStack gap="large">
          <TextField label="E-mail" type="email" autoComplete="username" value={email} onChange={setEmail} autoFocus />
          <PasswordField label="Password" autoComplete="current-password" value={password} onChange={setPassword} />
        </VStack>
        <Button type="submit" prominence="high" isPending={isPending}>
          Sign in
        </Button>
      </form>
    </main>
  )
}

const pageStyles = css({
  display: 'grid',
  alignContent: 'center',
  justifyItems: 'center',
  gap: tokenSchema.size.space.xlarge,
  minHeight: '88vh',
  padding: tokenSchema.size.space.large,
})

const cardStyles = css({
  display: 'grid',
  gap: tokenSchema.size.space.xlarge,
  boxSizing: 'border-box',
  width: '100%',
  maxWidth: 400,
  padding: tokenSchema.size.space.xxlarge,
  backgroundColor: tokenSchema.color.background.canvas,
  border: `1px solid ${tokenSchema.color.border.muted}`,
  borderRadius: tokenSchema.size.radius.large,
})
