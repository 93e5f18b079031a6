import type { KeyboardEvent } from 'react'
import { css, tokenSchema } from '@keystar/ui/style'
import type { ScheduleState } from '../../workflow/schedule-state.ts'
import type { Entry } from './calendar-queries.ts'
import { useCalendarWords } from './calendar-words.ts'
import { nameOf } from './use-reschedule.ts'

type Props = {
  entry: Entry
  clock: string
  mayMove: boolean
  onOpen: () => void
  onDrag: (entry: Entry | null) => void
}

/** Something that happens at a time; pressed it tells all, dragged it gets another time. Not a button: Firefox drags none. */
export function EntryButton({ entry, clock, mayMove, onOpen, onDrag }: Props) {
  const words = useCalendarWords()
  const name = nameOf(entry) || words.withoutHeadline
  const trouble = troubleOf(entry)
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    onOpen()
  }
  return (
    <div
      role="button"
      tabIndex={0}
      className={styles}
      data-kind={entry.kind}
      data-trouble={trouble || undefined}
      draggable={mayMove}
      aria-label={words.entry(words.kind(entry.kind), clock, name, trouble ? words[trouble] : '')}
      onClick={onOpen}
      onKeyDown={press}
      onDragStart={event => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', name)
        onDrag(entry)
      }}
      onDragEnd={() => onDrag(null)}
    >
      <small>
        {clock} {words.kind(entry.kind)}
        {trouble && ` · ${words[trouble]}`}
      </small>
      <span>{name}</span>
    </div>
  )
}

/** What went wrong with an entry's own time, if anything did. */
export function troubleOf({ kind, story, release }: Entry): 'late' | 'failed' | '' {
  if (kind !== 'goesLive' && kind !== 'leaves' && kind !== 'release') return ''
  const state: ScheduleState | undefined = story?.scheduleState ?? release?.scheduleState
  return state === 'late' || state === 'failed' ? state : ''
}

const { background, foreground } = tokenSchema.color
const kinds = {
  '&[data-kind=goesLive]': { borderColor: background.accentEmphasis, backgroundColor: background.accent },
  '&[data-kind=wentLive], &[data-kind=released]': { borderColor: background.positiveEmphasis },
  '&[data-kind=leaves]': { borderColor: background.cautionEmphasis, backgroundColor: background.caution },
  '&[data-kind=embargo]': { borderColor: foreground.neutralSecondary },
  '&[data-kind=release]': { borderColor: foreground.neutralEmphasis, backgroundColor: background.accent },
}

const styles = css({
  position: 'relative',
  zIndex: 1,
  display: 'grid',
  gap: 1,
  marginBottom: 2,
  padding: '3px 6px',
  border: '0 solid',
  borderInlineStartWidth: 3,
  borderRadius: tokenSchema.size.radius.small,
  backgroundColor: tokenSchema.color.background.surfaceSecondary,
  color: tokenSchema.color.foreground.neutralEmphasis,
  cursor: 'pointer',
  lineHeight: 1.25,
  textAlign: 'start',
  ...kinds,
  '&[draggable=true]': { cursor: 'grab' },
  '& > small': {
    color: tokenSchema.color.foreground.neutral,
    fontSize: 11,
    fontVariantNumeric: 'tabular-nums',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& > span': {
    display: '-webkit-box',
    WebkitLineClamp: 2,
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
    overflowWrap: 'anywhere',
    fontWeight: 550,
  },
  '&[data-trouble]': {
    borderColor: tokenSchema.color.background.criticalEmphasis,
    backgroundColor: tokenSchema.color.background.critical,
    '& > small': { color: tokenSchema.color.foreground.critical, fontWeight: 600 },
  },
  '&:hover': { backgroundColor: tokenSchema.color.background.surfaceTertiary },
  '&:focus-visible': { outline: `2px solid ${tokenSchema.color.alias.focusRing}`, outlineOffset: 1 },
})
