import { ActionButton } from '@keystar/ui/button'
import { Icon } from '@keystar/ui/icon'
import { logOutIcon } from '@keystar/ui/icon/icons/logOutIcon'
import { HStack, VStack } from '@keystar/ui/layout'
import { Tooltip, TooltipTrigger } from '@keystar/ui/tooltip'
import { Text } from '@keystar/ui/typography'
import { gql, useMutation } from '@keystone-6/core/admin-ui/apollo'
import { QuietLink } from '../look/quiet-link.tsx'
import { roleLabels } from '../roles.ts'
import type { Person } from './use-person.ts'

const endSession = gql`
  mutation EndSession {
    endSession
  }
`

/** Who is signed in, a way to their own account, and the way out. */
export function SignedInPerson({ person }: { person: Person }) {
  const [end, { loading }] = useMutation(endSession)
  const signOut = async () => {
    await end()
    // A whole new page: nothing that this person read stays in the browser's memory.
    window.location.assign('/signin')
  }
  return (
    <HStack paddingStart="xlarge" paddingEnd="large" gap="regular" alignItems="center" justifyContent="space-between">
      <VStack gap="regular" minWidth={0}>
        <QuietLink href={`/users/${person.id}`}>{person.name}</QuietLink>
        <Text size="small" color="neutralSecondary">
          {roleLabels[person.role]}
        </Text>
      </VStack>
      <TooltipTrigger>
        <ActionButton aria-label="Sign out" prominence="low" isDisabled={loading} onPress={() => void signOut()}>
          <Icon src={logOutIcon} />
        </ActionButton>
        <Tooltip>Sign out</Tooltip>
      </TooltipTrigger>
    </HStack>
  )
}
