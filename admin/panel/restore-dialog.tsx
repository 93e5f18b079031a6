import { useState } from 'react'
import { Button, ButtonGroup } from '@keystar/ui/button'
import { Dialog, useDialogContainer } from '@keystar/ui/dialog'
import { VStack } from '@keystar/ui/layout'
import { Content } from '@keystar/ui/slots'
import { Heading, Text } from '@keystar/ui/typography'
import { gql, useMutation } from '@keystone-6/core/admin-ui/apollo'
import { Refused } from '../look/refused.tsx'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayTime } from '../words/say-time.ts'
import { wordsOf } from '../words/words-of.ts'
import { useActorName } from './actor-name.ts'
import type { PanelStory } from './panel-story.ts'
import type { HistoryEntry } from './versions-part.tsx'

const restore = gql`
  mutation RestoreRevision($id: ID!, $version: Int!, $revision: Int!) {
    restored: restoreArticleRevision(where: { id: $id }, version: $version, revision: $revision) {
      leftOut {
        kind
        id
        sentence
      }
    }
  }
`

type Restored = { restored: { leftOut: { kind: string; id: string; sentence: string }[] } }
type Props = { story: PanelStory; entry: HistoryEntry; onMoved: () => Promise<unknown> }

/** Asks before an old text takes the place of the working copy, and tells what of it could not come back. */
export function RestoreDialog({ story, entry, onMoved }: Props) {
  const words = useWords()
  const { dismiss } = useDialogContainer()
  const [run, { loading, error }] = useMutation<Restored>(restore)
  const [leftOut, setLeftOut] = useState<Restored['restored']['leftOut']>([])
  async function confirm() {
    const variables = { id: story.id, version: story.version, revision: entry.number }
    // A refusal is told below.
    const answer = await run({ variables }).catch(() => null)
    if (!answer?.data) return
    const missing = answer.data.restored.leftOut
    await onMoved()
    if (missing.length === 0) dismiss()
    else setLeftOut(missing)
  }
  const isDone = leftOut.length > 0
  return (
    <Dialog>
      <Heading>{words.title(entry.number)}</Heading>
      <Content>
        <VStack gap="large">
          {isDone ? <Text>{words.incomplete}</Text> : <Question story={story} entry={entry} />}
          {isDone && (
            <ul>
              {leftOut.map(({ kind, id, sentence }) => (
                <li key={`${kind} ${id}`}>
                  <Text>{sentence}</Text>
                </li>
              ))}
            </ul>
          )}
          {error && <Refused>{error.message}</Refused>}
        </VStack>
      </Content>
      <ButtonGroup>
        <Button onPress={dismiss}>{isDone ? words.close : words.cancel}</Button>
        {!isDone && (
          <Button prominence="high" isPending={loading} onPress={() => void confirm()}>
            {words.restore}
          </Button>
        )}
      </ButtonGroup>
    </Dialog>
  )
}

function Question({ story, entry }: Omit<Props, 'onMoved'>) {
  const words = useWords()
  const language = useInterfaceLanguage()
  const nameOf = useActorName()
  return (
    <>
      <Text>{words.means(nameOf(entry.author), sayTime(entry.createdAt, language))}</Text>
      {story.state === 'approved' && <Text weight="semibold">{words.withdraws}</Text>}
      <Text>{words.kept(story.newestRevision)}</Text>
    </>
  )
}

const useWords = wordsOf({
  en: {
    title: (number: number) => `Restore revision ${number}`,
    means: (name: string, at: string) => `The text by ${name} of ${at} becomes the working copy again.`,
    withdraws: 'The story is approved: restoring another text withdraws that, and a schedule with it.',
    kept: (newest: number) => `Nothing is lost: what stands there now stays on record as revision ${newest}.`,
    incomplete: 'The text is back. This of it could not come back:',
    restore: 'Restore',
    cancel: 'Cancel',
    close: 'Close',
  },
  fr: {
    title: number => `Rétablir la révision ${number}`,
    means: (name, at) => `Le texte de ${name} du ${at} redevient la copie de travail.`,
    withdraws: 'L’article est validé : rétablir un autre texte lève la validation, et la programmation avec elle.',
    kept: newest => `Rien n’est perdu : le texte actuel reste conservé comme révision ${newest}.`,
    incomplete: 'Le texte est rétabli. Ceci n’a pas pu l’être :',
    restore: 'Rétablir',
    cancel: 'Annuler',
    close: 'Fermer',
  },
})
