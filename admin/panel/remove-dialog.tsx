import { useState } from 'react'
import { AlertDialog, useDialogContainer } from '@keystar/ui/dialog'
import { useNavigate } from '@keystar/ui/router'
import { Text } from '@keystar/ui/typography'
import { gql, useApolloClient } from '@keystone-6/core/admin-ui/apollo'
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
  const client = useApolloClient()
  const navigate = useNavigate()
  const { dismiss } = useDialogContainer()
  const [refusal, setRefusal] = useState<string | null>(null)
  async function confirm() {
    try {
      await client.mutate({ mutation: remove, variables: { id: story.id, version: story.version } })
      dismiss()
      navigate('/articles')
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <AlertDialog
      tone="critical"
      title={words.title(story.headline)}
      cancelLabel={words.cancel}
      primaryActionLabel={words.remove}
      onPrimaryAction={() => void confirm()}
    >
      <Text>{words.means}</Text>
      <div role="alert">{refusal && <Text color="critical">{refusal}</Text>}</div>
    </AlertDialog>
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
