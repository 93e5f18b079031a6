import { Text } from '@keystar/ui/typography'
import type { State } from '../../workflow/story.ts'
import { StateBadge } from '../story/badges.tsx'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayTime } from '../words/say-time.ts'
import { wordsOf } from '../words/words-of.ts'
import { MoveButtons } from './move-buttons.tsx'
import type { PanelStory } from './panel-story.ts'
import { Part } from './part.tsx'
import { RequestedChanges } from './requested-changes.tsx'

type Props = { story: PanelStory; blocked: string | null; onMoved: () => Promise<unknown> }

/** Where the working copy stands, and what may be done with it next. */
export function StatePart({ story, blocked, onMoved }: Props) {
  const words = useWords()
  const language = useInterfaceLanguage()
  const put = story.trashedAt ?? story.archivedAt
  return (
    <Part name="state" title={words.title} begins summary={<StateBadge state={story.state} />}>
      <Text size="small">{words[story.state]}</Text>
      {put && (
        <Text size="small" weight="semibold">
          {(story.trashedAt ? words.trashed : words.archived)(sayTime(put, language))}
        </Text>
      )}
      {story.state === 'changes_requested' && <RequestedChanges story={story} />}
      <MoveButtons story={story} blocked={blocked} onMoved={onMoved} />
      <Text size="small" color="neutralSecondary">
        {story.updatedAt && words.saved(sayTime(story.updatedAt, language), story.readingMinutes)}
      </Text>
    </Part>
  )
}

type Words = Record<State | 'title', string> & Record<'trashed' | 'archived', (at: string) => string>

const useWords = wordsOf<Words & { saved: (at: string, minutes: number) => string }>({
  en: {
    title: 'State',
    draft: 'It is being written.',
    in_review: 'The editors read it; its author can change it again when they send it back.',
    changes_requested: 'It went back to its author, with this request:',
    approved: 'This text, and no other, can be published. A change to it withdraws the approval.',
    trashed: at => `In the trash since ${at}.`,
    archived: at => `Archived on ${at}.`,
    saved: (at, minutes) => `Last changed on ${at}. ${minutes} min to read.`,
  },
  fr: {
    title: 'État',
    draft: 'L’article est en cours d’écriture.',
    in_review: 'La relecture le lit ; son auteur pourra le modifier quand elle le lui rendra.',
    changes_requested: 'Il a été rendu à son auteur, avec cette demande :',
    approved: 'Ce texte, et nul autre, peut être publié. Toute modification lève la validation.',
    trashed: at => `À la corbeille depuis le ${at}.`,
    archived: at => `Archivé le ${at}.`,
    saved: (at, minutes) => `Dernière modification le ${at}. ${minutes} min de lecture.`,
  },
})
