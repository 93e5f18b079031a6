import { useState, type FormEvent } from 'react'
import { Button } from '@keystar/ui/button'
import { TextLink } from '@keystar/ui/link'
import { Notice } from '@keystar/ui/notice'
import { PasswordField } from '@keystar/ui/password-field'
import { Content } from '@keystar/ui/slots'
import { css, tokenSchema } from '@keystar/ui/style'
import { Heading, Text } from '@keystar/ui/typography'
import { WordMark } from '../navigation/word-mark.tsx'
import { useNewPassword } from './use-new-password.ts'

/** Where a link from an admin leads: whoever holds it sets a new password, signed in or not. */
export function NewPasswordPage() {
  const [password, setPassword] = useState('')
  const { save, isPending, isSaved, refusal } = useNewPassword()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save(password)
  }
  return (
    <main className={pageStyles}>
      <title>New password · Bouclage</title>
      <WordMark />
      <form onSubmit={submit} className={cardStyles}>
        <Heading elementType="h1" size="regular">
          New password
        </Heading>
        {refusal && (
          <Notice tone="critical">
            <Content>
              <Text role="alert">{refusal}</Text>
            </Content>
          </Notice>
        )}
        {isSaved ? (
          <Text role="status">
            Your new password counts from now on. <TextLink href="/signin">Sign in</TextLink>
          </Text>
        ) : (
          <>
            <PasswordField
              label="New password"
              description="At least 8 characters. You are signed out everywhere."
              autoComplete="new-password"
              value={password}
              onChange={setPassword}
              autoFocus
            />
            <Button type="submit" prominence="high" isPending={isPending}>
              Save
            </Button>
          </>
        )}
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
