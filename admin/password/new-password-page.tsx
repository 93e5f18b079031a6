import { useState } from 'react'
import { Button } from '@keystar/ui/button'
import { TextLink } from '@keystar/ui/link'
import { PasswordField } from '@keystar/ui/password-field'
import { Text } from '@keystar/ui/typography'
import { LoneCard } from '../look/lone-card.tsx'
import { usePasswordWords } from './password-words.ts'
import { useNewPassword } from './use-new-password.ts'

/** Where a link from an admin leads: whoever holds it sets a new password, signed in or not. */
export function NewPasswordPage() {
  const [password, setPassword] = useState('')
  const words = usePasswordWords()
  const { save, isPending, isSaved, refusal } = useNewPassword()
  return (
    <LoneCard title={words.newPassword} refusal={refusal} onSubmit={() => void save(password)}>
      {isSaved ? (
        <Text role="status">
          {words.saved} <TextLink href="/signin">{words.signIn}</TextLink>
        </Text>
      ) : (
        <>
          <PasswordField
            label={words.newPassword}
            description={words.rule}
            autoComplete="new-password"
            value={password}
            onChange={setPassword}
            autoFocus
          />
          <Button type="submit" prominence="high" isPending={isPending}>
            {words.save}
          </Button>
        </>
      )}
    </LoneCard>
  )
}
