import { Notice } from '@keystar/ui/notice'
import { Content } from '@keystar/ui/slots'
import { Text } from '@keystar/ui/typography'
import { wordsOf } from '../words/words-of.ts'
import type { PanelStory } from './panel-story.ts'

/** What the checklist still asks for, for a publisher who is about to override it. */
export function OpenItems({ story }: { story: PanelStory }) {
  const words = useWords()
  const open = story.checklist.filter(({ done }) => !done)
  return (
    <Notice tone="caution">
      <Content>
        <Text>{open.length > 0 ? words.open : words.pinned}</Text>
        <ul>
          {open.map(item => (
            <li key={item.code}>
              <Text>{item.sentence}</Text>
            </li>
          ))}
        </ul>
      </Content>
    </Notice>
  )
}

const useWords = wordsOf({
  en: {
    open: 'The checklist is not complete:',
    pinned: 'The checklist is not complete for the approved text.',
  },
  fr: {
    open: 'La liste de contrôle n’est pas complète :',
    pinned: 'La liste de contrôle n’est pas complète pour le texte validé.',
  },
})
