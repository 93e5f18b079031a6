import { useState } from 'react'
import { Button } from '@keystar/ui/button'
import { DialogContainer } from '@keystar/ui/dialog'
import { Text } from '@keystar/ui/typography'
import { usePerson } from '../navigation/use-person.ts'
import { isAtLeast } from '../roles.ts'
import { wordsOf } from '../words/words-of.ts'
import { EraseDialog } from './erase-dialog.tsx'
import type { PanelStory } from './panel-story.ts'
import { Part } from './part.tsx'
import { RemoveDialog } from './remove-dialog.tsx'

type Props = { story: PanelStory; blocked: string | null; onMoved: () => Promise<unknown> }

/** What admins alone do, and nobody can take back. */
export function LawPart({ story, blocked, onMoved }: Props) {
  const words = useWords()
  const person = usePerson()
  const [asked, setAsked] = useState<'erase' | 'remove' | null>(null)
  if (!person || !isAtLeast(person.role, 'admin')) return null
  const removable = story.trashedAt && !story.firstPublished
  return (
    <Part name="law" title={words.title} summary={words.who}>
      {removable && (
        <>
          <Text size="small">{words.removeMeans}</Text>
          <Button tone="critical" isDisabled={blocked !== null} onPress={() => setAsked('remove')}>
            {words.remove}
          </Button>
        </>
      )}
      <Text size="small">{words.eraseMeans}</Text>
      <Button tone="critical" isDisabled={blocked !== null} onPress={() => setAsked('erase')}>
        {words.erase}
      </Button>
      {blocked !== null && (
        <Text size="small" color="caution">
          {blocked}
        </Text>
      )}
      <DialogContainer onDismiss={() => setAsked(null)}>
        {asked === 'erase' ? (
          <EraseDialog story={story} onErased={onMoved} />
        ) : asked === 'remove' ? (
          <RemoveDialog story={story} />
        ) : null}
      </DialogContainer>
    </Part>
  )
}

const useWords = wordsOf({
  en: {
    title: 'For good',
    who: 'Admins',
    removeMeans: 'It is in the trash and never was public: it can be removed, with its sections and notes.',
    remove: 'Remove for good…',
    eraseMeans: 'Where the law asks for it, all content of the story and its history is replaced by a tombstone.',
    erase: 'Erase by law…',
  },
  fr: {
    title: 'Irrévocable',
    who: 'Administrateurs',
    removeMeans: 'Il est à la corbeille et n’a jamais été public : il peut être supprimé, sections et notes comprises.',
    remove: 'Supprimer définitivement…',
    eraseMeans: 'Si la loi l’exige, tout le contenu de l’article et de son historique est effacé.',
    erase: 'Effacer par obligation légale…',
  },
})
