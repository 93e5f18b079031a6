import { useEffect } from 'react'
import { Button, ButtonGroup } from '@keystar/ui/button'
import { Dialog } from '@keystar/ui/dialog'
import { VStack } from '@keystar/ui/layout'
import { Content } from '@keystar/ui/slots'
import { Heading, Text } from '@keystar/ui/typography'
import { gql, useMutation } from '@keystone-6/core/admin-ui/apollo'
import { Refused } from '../look/refused.tsx'
import { useTokenWords } from './token-words.ts'
import type { ApiToken } from './use-tokens.ts'

const revokeToken = gql`
  mutation RevokeApiToken($id: ID!) {
    revokeApiToken(where: { id: $id }) {
      id
      revokedAt
    }
  }
`

type Props = {
  token: ApiToken
  onRevoked: () => void
  onCancel: () => void
  /** The dialog has left the page, and the focus is back where it came from. */
  onGone: () => void
}

/** Asks before a token ends: whatever uses it stops working. */
export function RevokeDialog({ token: { id, name }, onRevoked, onCancel, onGone }: Props) {
  const words = useTokenWords()
  const [revoke, { loading, error }] = useMutation(revokeToken)
  useEffect(() => onGone, [onGone])
  const confirm = () => void revoke({ variables: { id } }).then(onRevoked, () => {})
  return (
    <Dialog size="small" role="alertdialog">
      <Heading>{words.revokeTitle(name)}</Heading>
      <Content>
        <VStack gap="large">
          <Text>{words.revokeMeans}</Text>
          {error && <Refused>{error.message}</Refused>}
        </VStack>
      </Content>
      <ButtonGroup>
        <Button onPress={onCancel} autoFocus>
          {words.cancel}
        </Button>
        <Button tone="critical" prominence="high" isPending={loading} onPress={confirm}>
          {words.revoke}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}
