import { useState } from 'react'
import { Button, ButtonGroup } from '@keystar/ui/button'
import { Dialog, DialogContainer } from '@keystar/ui/dialog'
import { VStack } from '@keystar/ui/layout'
import { Content } from '@keystar/ui/slots'
import { css, tokenSchema } from '@keystar/ui/style'
import { TextArea } from '@keystar/ui/text-field'
import { Heading, Text } from '@keystar/ui/typography'
import { gql, useMutation } from '@keystone-6/core/admin-ui/apollo'
import { Refused } from '../look/refused.tsx'
import { usePicturePageWords } from './picture-page-words.ts'
import type { PictureUse } from './use-picture.ts'

const killImage = gql`
  mutation KillPicture($id: ID!, $reason: String!) {
    killImage(where: { id: $id }, reason: $reason) {
      id
      killedAt
    }
  }
`

type Props = { id: string; uses: PictureUse[]; onKilled: () => void }

/** Takes the picture from readers, after saying which stories lose it. */
export function KillPicture({ id, uses, onKilled }: Props) {
  const words = usePicturePageWords()
  const [isOpen, setIsOpen] = useState(false)
  const done = () => {
    setIsOpen(false)
    onKilled()
  }
  return (
    <>
      <Button tone="critical" prominence="low" alignSelf="start" onPress={() => setIsOpen(true)}>
        {words.kill}
      </Button>
      <DialogContainer onDismiss={() => setIsOpen(false)}>
        {isOpen && <KillDialog id={id} uses={uses} onKilled={done} onCancel={() => setIsOpen(false)} />}
      </DialogContainer>
    </>
  )
}

function KillDialog({ id, uses, onKilled, onCancel }: Props & { onCancel: () => void }) {
  const words = usePicturePageWords()
  const [reason, setReason] = useState('')
  const [kill, { loading, error }] = useMutation(killImage)
  const live = uses.filter(({ isLive }) => isLive)
  const confirm = () => void kill({ variables: { id, reason } }).then(onKilled, () => {})
  return (
    <Dialog size="small">
      <Heading>{words.killTitle}</Heading>
      <Content>
        <VStack gap="large">
          <Text>{words.killDoes}</Text>
          <Text>{words.killLeaves(live.length)}</Text>
          {live.length > 0 && (
            <ul className={listStyles}>
              {live.map(({ article }) => (
                <li key={article.id}>
                  <Text weight="medium">{article.headline || words.untitled}</Text>
                </li>
              ))}
            </ul>
          )}
          <TextArea
            label={words.killReason}
            description={words.killReasonHelp}
            value={reason}
            onChange={setReason}
            maxLength={2000}
            isRequired
            autoFocus
          />
          {error && <Refused>{error.message}</Refused>}
        </VStack>
      </Content>
      <ButtonGroup>
        <Button onPress={onCancel}>{words.cancel}</Button>
        <Button tone="critical" prominence="high" isPending={loading} isDisabled={!reason.trim()} onPress={confirm}>
          {words.kill}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}

const listStyles = css({
  display: 'grid',
  gap: tokenSchema.size.space.regular,
  listStyle: 'none',
  margin: 0,
  padding: 0,
})
