import { useState } from 'react'
import { Button, ButtonGroup } from '@keystar/ui/button'
import { Dialog, useDialogContainer } from '@keystar/ui/dialog'
import { VStack } from '@keystar/ui/layout'
import { TextLink } from '@keystar/ui/link'
import { Content } from '@keystar/ui/slots'
import { TextArea, TextField } from '@keystar/ui/text-field'
import { Heading, Text } from '@keystar/ui/typography'
import { gql, useMutation } from '@keystone-6/core/admin-ui/apollo'
import { Refused } from '../look/refused.tsx'
import { wordsOf } from '../words/words-of.ts'
import type { PanelStory } from './panel-story.ts'

const erase = gql`
  mutation EraseStory($id: ID!, $version: Int!, $legalBasis: String!) {
    erased: eraseArticle(where: { id: $id }, version: $version, legalBasis: $legalBasis) {
      picturesOnlyHere {
        id
        caption
      }
    }
  }
`

type Picture = { id: string; caption: string }
type Erased = { erased: { picturesOnlyHere: Picture[] } }

/** Asks for the legal basis and for the story’s slug, typed; then names the pictures that were only here. */
export function EraseDialog({ story, onErased }: { story: PanelStory; onErased: () => Promise<unknown> }) {
  const words = useWords()
  const { dismiss } = useDialogContainer()
  const [legalBasis, setLegalBasis] = useState('')
  const [typed, setTyped] = useState('')
  const [pictures, setPictures] = useState<Picture[] | null>(null)
  const [run, { error }] = useMutation<Erased>(erase)
  const [isErasing, setErasing] = useState(false)
  async function confirm() {
    setErasing(true)
    // A refusal is told below.
    const answer = await run({ variables: { id: story.id, version: story.version, legalBasis } }).catch(() => null)
    if (answer?.data) {
      // Nobody reads “it is erased” over what the page still shows of it, unless the server is away by now.
      await onErased().catch(() => {})
      setPictures(answer.data.erased.picturesOnlyHere)
    }
    setErasing(false)
  }
  return (
    <Dialog>
      <Heading>{words.title}</Heading>
      <Content>
        {pictures ? (
          <Done pictures={pictures} />
        ) : (
          <VStack gap="xlarge">
            <Text>{words.means}</Text>
            <TextArea
              label={words.basis}
              description={words.basisMeans}
              isRequired
              maxLength={2000}
              value={legalBasis}
              onChange={setLegalBasis}
            />
            <TextField label={words.confirm(story.slug)} isRequired value={typed} onChange={setTyped} />
            {error && <Refused>{error.message}</Refused>}
          </VStack>
        )}
      </Content>
      <ButtonGroup>
        <Button onPress={dismiss}>{pictures ? words.close : words.cancel}</Button>
        {!pictures && (
          <Button
            tone="critical"
            prominence="high"
            isDisabled={legalBasis.trim() === '' || typed.trim() !== story.slug}
            isPending={isErasing}
            onPress={() => void confirm()}
          >
            {words.erase}
          </Button>
        )}
      </ButtonGroup>
    </Dialog>
  )
}

function Done({ pictures }: { pictures: Picture[] }) {
  const words = useWords()
  return (
    <VStack gap="large">
      <Text>{words.done}</Text>
      {pictures.length > 0 && <Text>{words.pictures}</Text>}
      <ul>
        {pictures.map(({ id, caption }) => (
          <li key={id}>
            <Text>
              <TextLink href={`/pictures/${id}`}>{caption || id}</TextLink>
            </Text>
          </li>
        ))}
      </ul>
    </VStack>
  )
}

const useWords = wordsOf({
  en: {
    title: 'Erase by law',
    means:
      'All content of the story, of its revisions and of what readers got is replaced by a tombstone. Dates, hashes and names of its history stay. Nothing brings the content back.',
    basis: 'Legal basis',
    basisMeans: 'The article of the law, the judgment or the request. It goes on record, for ever.',
    confirm: (slug: string) => `To confirm, type ${slug}`,
    erase: 'Erase',
    cancel: 'Cancel',
    close: 'Close',
    done: 'The content is erased.',
    pictures: 'No other story has these pictures. They stay until they are killed on their own page:',
  },
  fr: {
    title: 'Effacer par obligation légale',
    means:
      'Tout le contenu de l’article, de ses révisions et de ce que les lecteurs ont eu est effacé. Les dates, les empreintes et les noms de l’historique restent. Rien ne fait revenir le contenu.',
    basis: 'Base légale',
    basisMeans: 'L’article de loi, le jugement ou la demande. Consignée pour toujours.',
    confirm: slug => `Pour confirmer, saisissez ${slug}`,
    erase: 'Effacer',
    cancel: 'Annuler',
    close: 'Fermer',
    done: 'Le contenu est effacé.',
    pictures: 'Aucun autre article n’a ces photos. Elles restent jusqu’à leur retrait sur leur propre page :',
  },
})
