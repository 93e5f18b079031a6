import type { ReactNode } from 'react'
import { Badge } from '@keystar/ui/badge'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayTime } from '../words/say-time.ts'
import { wordsOf } from '../words/words-of.ts'
import { useActionWords } from './action-words.ts'
import { useActorName } from './actor-name.ts'
import type { PanelStory } from './panel-story.ts'
import type { HistoryEntry } from './versions-part.tsx'

/** The numbers of the two sides that are to be compared. */
export type Chosen = { from: number | null; to: number | null }

type RowProps = {
  story: PanelStory
  entry: HistoryEntry
  sides: Chosen
  onChoose: (chosen: Chosen) => void
  children: ReactNode
}

/** A revision: a side of a comparison, what it is of the story, by whom and when; `children` is what may be done with it. */
export function VersionRow({ story, entry, sides, onChoose, children }: RowProps) {
  const words = useWords()
  const language = useInterfaceLanguage()
  const nameOf = useActorName()
  const say = useActionWords()
  const { number } = entry
  return (
    <li className={rowStyles}>
      {(['from', 'to'] as const).map(side => (
        <input
          key={side}
          type="radio"
          name={`compare-${side}`}
          aria-label={words[side](number)}
          checked={sides[side] === number}
          disabled={entry.erased}
          onChange={() => onChoose({ ...sides, [side]: number })}
        />
      ))}
      <div className={tellStyles}>
        <div className={lineStyles}>
          <Text size="small" weight="semibold">
            {words.revision(number)}
          </Text>
          {number === story.liveRevision && <Badge tone="positive">{words.live}</Badge>}
          {number === story.approvedRevision && <Badge tone="accent">{words.approved}</Badge>}
          {children}
        </div>
        <Text size="small">{entry.erased ? words.erased : `${nameOf(entry.author)} ${say(entry.cause)}.`}</Text>
        <Text size="small" color="neutralSecondary">
          {sayTime(entry.createdAt, language)}
        </Text>
      </div>
    </li>
  )
}

const useWords = wordsOf({
  en: {
    revision: (number: number) => `Revision ${number}`,
    live: 'Live',
    approved: 'Approved',
    from: (number: number) => `Compare from revision ${number}`,
    to: (number: number) => `Compare to revision ${number}`,
    erased: 'Its content was erased by law.',
  },
  fr: {
    revision: number => `Révision ${number}`,
    live: 'En ligne',
    approved: 'Validée',
    from: number => `Comparer depuis la révision ${number}`,
    to: number => `Comparer jusqu’à la révision ${number}`,
    erased: 'Son contenu a été effacé par obligation légale.',
  },
})

const rowStyles = css({
  display: 'grid',
  gridTemplateColumns: 'auto auto minmax(0, 1fr)',
  columnGap: tokenSchema.size.space.regular,
  alignItems: 'start',
  '& input': {
    width: 18,
    height: 18,
    marginBlock: 4,
    marginInline: 0,
    accentColor: tokenSchema.color.background.accentEmphasis,
  },
  '& input:focus-visible': { outline: `2px solid ${tokenSchema.color.alias.focusRing}`, outlineOffset: 2 },
})
const tellStyles = css({ display: 'grid', gap: tokenSchema.size.space.regular })
const lineStyles = css({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: tokenSchema.size.space.regular,
  minHeight: 26,
})
