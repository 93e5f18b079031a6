import { ActionButton } from '@keystar/ui/button'
import { Icon } from '@keystar/ui/icon'
import { logOutIcon } from '@keystar/ui/icon/icons/logOutIcon'
import { HStack, VStack } from '@keystar/ui/layout'
import { Tooltip, TooltipTrigger } from '@keystar/ui/tooltip'
import { Text } from '@keystar/ui/typography'
import { gql, useMutation } from '@keystone-6/core/admin-ui/apollo'
import { QuietLink } from '../look/quiet-link.tsx'
import { forgetPerson, maySignOut } from '../writing/sign-out.ts'
import { useNavigationWords } from './navigation-words.ts'
import type { Person } from './use-person.ts'

const endSession = gql`
  mutation EndSession {
    endSession
  }
`

/** Who is signed in, a way to their own account, and the way out. */
export function SignedInPerson({ person }: { person: Person }) {
  const words = useNavigationWords()
  const [end, { loading }] = useMutation(endSession)
  const signOut = async () => {
    if (!(await maySignOut(person.id))) return
    await end()
    await forgetPerson(person.id)
    // A whole new page: nothing that this person read stays in the browser's memory.
    window.location.assign('/signin')
  }
  return (
    <HStack paddingStart="xlarge" paddingEnd="large" gap="regular" alignItems="center" justifyContent="space-between">
      <VStack gap="regular" minWidth={0}>
        <QuietLink href={`/users/${person.id}`}>{person.name}</QuietLink>
        <Text size="small" color="neutralSecondary">
          {words[person.role]}
        </Text>
      </VStack>
      <TooltipTrigger>
        <ActionButton aria-label={words.signOut} prominence="low" isDisabled={loading} onPress={() => void signOut()}>
          <Icon src={logOutIcon} />
        </ActionButton>
        <Tooltip>{words.signOut}</Tooltip>
      </TooltipTrigger>
    </HStack>
  )
}
