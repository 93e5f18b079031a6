import { useEffect, useId, useState, type FormEvent } from 'react'
import { useRouter } from 'next/router'
import { Button, ButtonGroup } from '@keystar/ui/button'
import { Dialog, DialogContainer } from '@keystar/ui/dialog'
import { VStack } from '@keystar/ui/layout'
import { PasswordField } from '@keystar/ui/password-field'
import { Content } from '@keystar/ui/slots'
import { Heading, Text } from '@keystar/ui/typography'
import { gql, useQuery } from '@keystone-6/core/admin-ui/apollo'
import { Refused } from '../look/refused.tsx'
import { useSignIn } from '../sign-in/use-sign-in.ts'
import { keepAllNow } from './kept-work.ts'
import { followOtherWindows, goOn, noteArrival, useWatch, type Here } from './who-is-here.ts'
import { useWritingWords } from './words.ts'

const whoIsHere = gql`
  query WhoIsHere {
    authenticatedItem {
      id
      name
      email
    }
  }
`

/** Where a session has ended, the same person signs in above the page, which stays as it is, and goes on. */
export function SignInAgain() {
  const isStranger = ['/signin', '/password'].includes(useRouter().pathname)
  const { data } = useQuery<{ authenticatedItem: Here | null }>(whoIsHere, { skip: isStranger })
  const arrived = data?.authenticatedItem
  useEffect(() => {
    if (arrived) noteArrival(arrived)
  }, [arrived])
  useEffect(followOtherWindows, [])
  const { person, interruption } = useWatch()
  const Interruption = interruption && { ended: PasswordDialog, another: AnotherPersonDialog }[interruption]
  return (
    <DialogContainer onDismiss={doNothing} isKeyboardDismissDisabled>
      {Interruption && person && !isStranger ? <Interruption person={person} /> : null}
    </DialogContainer>
  )
}

function PasswordDialog({ person }: { person: Here }) {
  const words = useWritingWords()
  const form = useId()
  const [password, setPassword] = useState('')
  const { signIn, isPending, refusal } = useSignIn(goOn)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void signIn({ email: person.email, password })
  }
  return (
    <Dialog size="small">
      <Heading>{words.sessionEnded}</Heading>
      <Content>
        <form id={form} onSubmit={submit}>
          <VStack gap="large">
            <Text>{words.signInToGoOn(person.name, person.email)}</Text>
            {refusal && <Refused>{refusal}</Refused>}
            {/* For the browser’s own list of passwords. */}
            <input type="email" autoComplete="username" value={person.email} readOnly hidden />
            <PasswordField
              label={words.password}
              autoComplete="current-password"
              value={password}
              onChange={setPassword}
              autoFocus
            />
          </VStack>
        </form>
      </Content>
      <ButtonGroup>
        <Button onPress={() => void leaveToSignIn()}>{words.signInAsAnother}</Button>
        <Button type="submit" form={form} prominence="high" isPending={isPending}>
          {words.signInAndGoOn}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}

function AnotherPersonDialog({ person }: { person: Here }) {
  const words = useWritingWords()
  return (
    <Dialog size="small">
      <Heading>{words.anotherPerson}</Heading>
      <Content>
        <Text>{words.anotherPersonText(person.name)}</Text>
      </Content>
      <ButtonGroup>
        <Button prominence="high" onPress={() => void leaveToDesk()}>
          {words.openDesk}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}

async function leaveToSignIn(): Promise<void> {
  await keepAllNow()
  window.location.assign('/signin')
}

async function leaveToDesk(): Promise<void> {
  await keepAllNow()
  window.location.assign('/')
}

function doNothing() {}
