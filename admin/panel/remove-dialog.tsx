import { Button, ButtonGroup } from '@keystar/ui/button'
import { Dialog, useDialogContainer } from '@keystar/ui/dialog'
import { VStack } from '@keystar/ui/layout'
import { useNavigate } from '@keystar/ui/router'
import { Content } from '@keystar/ui/slots'
import { Heading, Text } from '@keystar/ui/typography'
import { gql, useMutation } from '@keystone-6/core/admin-ui/apollo'
import { Refused } from '../look/refused.tsx'
import { wordsOf } from '../words/words-of.ts'
import type { PanelStory } from './panel-story.ts'

const remove = gql`
  mutation RemoveStory($id: ID!, $version: Int!) {
    removeArticle(where: { id: $id }, version: $version) {
      id
    }
  }
`

/** Asks before a story in the trash goes for good; afterwards there is no page to stay on. */
export function RemoveDialog({ story }: { story: PanelStory }) {
  const words = useWords()
  const navigate = useNavigate()
  const { dismiss } = useDialogContainer()
  const [run, { loading, error }] = useMutation(remove)
  async function confirm() {
    // A refusal is told below.
    const answer = await run({ variables: { id: story.id, version: story.version } }).catch(() => null)
    if (!answer?.data) return
    dismiss()
    navigate('/articles')
  }
  return (
    // Not an `AlertDialog`: that one closes before anybody knows whether it was refused.
    <Dialog size="small" role="alertdialog">
      <Heading>{words.title(story.headline)}</Heading>
      <Content>
        <VStack gap="large">
          <Text>{words.means}</Text>
          {error && <Refused>{error.message}</Refused>}
        </VStack>
      </Content>
      <ButtonGroup>
        <Button onPress={dismiss} autoFocus>
          {words.cancel}
        </Button>
        <Button tone="critical" prominence="high" isPending={loading} onPress={() => void confirm()}>
          {words.remove}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}

const useWords = wordsOf({
  en: {
    title: (headline: string) => `Remove for good: ${headline}`,
    means: 'The story goes with its sections and notes, and nothing brings it back. Its revisions stay on record.',
    remove: 'Remove for good',
    cancel: 'Cancel',
  },
  fr: {
    title: headline => `Supprimer définitivement : ${headline}`,
    means: 'L’article disparaît avec ses sections et ses notes. Ses révisions restent consignées.',
    remove: 'Supprimer définitivement',
    cancel: 'Annuler',
  },
})
