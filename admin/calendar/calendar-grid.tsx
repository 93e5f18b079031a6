import { useEffect, useRef, useState, type DragEvent, type KeyboardEvent } from 'react'
import { isToday, type CalendarDate } from '@internationalized/date'
import { css, tokenSchema } from '@keystar/ui/style'
import { signal } from '../look/colours.ts'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { useNow } from '../words/use-now.ts'
import { cellIn, isWithin, momentIn, rowsOf, type CalendarDay, type HourCell, type HourKey } from './calendar-days.ts'
import { idOf, type Entry } from './calendar-queries.ts'
import { useCalendarWords } from './calendar-words.ts'
import { EntryButton } from './entry-button.tsx'
import { sayClock, sayDay, sayShortDay } from './say-days.ts'

type Props = {
  days: CalendarDay[]
  entries: Entry[]
  timeZone: string
  mayMove: (entry: Entry) => boolean
  onOpen: (entry: Entry) => void
  onDrop: (entry: Entry, at: Date) => void
  onDay: (date: CalendarDate) => void
  onPrevious: () => void
  onNext: () => void
  onToday: () => void
}

const firstHourShown = 7

/** Days side by side, an hour a row. An hour that one of the days has twice has two rows, one that it lacks is hatched. */
export function CalendarGrid(props: Props) {
  const { days, entries, timeZone, mayMove, onDay, onPrevious, onNext, onToday } = props
  const words = useCalendarWords()
  const language = useInterfaceLanguage()
  const box = useRef<HTMLDivElement>(null)
  const [dragged, setDragged] = useState<Entry | null>(null)
  useEffect(() => {
    const row = box.current?.querySelector<HTMLElement>(`[data-hour="${firstHourShown}"]`)
    box.current?.scrollTo({ top: (row?.offsetTop ?? 0) - 44 })
  }, [])
  const keys: Record<string, () => void> = { PageUp: onPrevious, PageDown: onNext, Home: onToday }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!keys[event.key]) return
    event.preventDefault()
    keys[event.key]?.()
  }
  return (
    <div ref={box} className={styles} onKeyDown={onKeyDown} role="region" aria-label={words.title} tabIndex={0}>
      <table>
        <caption>{entries.some(mayMove) ? words.mayDrag : words.onlyPublishers}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className={unseen}>{words.hour}</span>
            </th>
            {days.map(day => {
              const { weekday, day: number } = sayShortDay(day, timeZone, language)
              const isNow = isToday(day.date, timeZone)
              return (
                <th key={day.date.toString()} scope="col" aria-current={isNow ? 'date' : undefined}>
                  <button type="button" aria-label={sayDay(day, timeZone, language)} onClick={() => onDay(day.date)}>
                    {weekday} <b>{number}</b>
                  </button>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {rowsOf(days).map(row => (
            <tr key={`${row.hour} ${row.again}`} data-hour={row.hour}>
              <th scope="row">{sayHour(row, words.again)}</th>
              {days.map(day => (
                <Hour
                  key={day.date.toString()}
                  {...props}
                  cell={cellIn(day, row)}
                  dragged={dragged}
                  onDrag={setDragged}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const sayHour = ({ hour, again }: HourKey, bis: string) =>
  `${String(hour).padStart(2, '0')}:00${again ? ` ${bis}` : ''}`

type HourProps = Omit<Props, 'days'> & {
  cell: HourCell | undefined
  dragged: Entry | null
  onDrag: (entry: Entry | null) => void
}

/** An hour of a day: what is in it, and where something else can be dropped, to a quarter of an hour. */
function Hour({ cell, entries, timeZone, mayMove, onOpen, onDrop, dragged, onDrag }: HourProps) {
  const words = useCalendarWords()
  const language = useInterfaceLanguage()
  const [over, setOver] = useState<Date | null>(null)
  const now = useNow()
  if (!cell) return <td data-none aria-label={words.noSuchHour} />
  const momentUnder = (event: DragEvent) => {
    const { top, height } = event.currentTarget.getBoundingClientRect()
    return momentIn(cell, (event.clientY - top) / height)
  }
  const isAmbiguous = cell.again || cell.start.add({ hours: 1 }).hour === cell.hour
  return (
    <td
      data-over={over !== null || undefined}
      onDragOver={event => {
        if (!dragged) return
        event.preventDefault()
        setOver(momentUnder(event))
      }}
      onDragLeave={() => setOver(null)}
      onDrop={event => {
        event.preventDefault()
        setOver(null)
        if (dragged) onDrop(dragged, momentUnder(event))
        onDrag(null)
      }}
    >
      {isWithin(cell, now) && (
        <span
          className={nowStyles}
          style={{ top: `${(now.getMinutes() / 60) * 100}%` }}
          role="img"
          aria-label={words.now}
        />
      )}
      {entries
        .filter(({ at }) => isWithin(cell, new Date(at)))
        .map(entry => (
          <EntryButton
            key={idOf(entry)}
            entry={entry}
            clock={sayClock(new Date(entry.at), timeZone, language, isAmbiguous)}
            mayMove={mayMove(entry)}
            onOpen={() => onOpen(entry)}
            onDrag={onDrag}
          />
        ))}
      {over && <span className={overStyles}>{sayClock(over, timeZone, language, isAmbiguous)}</span>}
    </td>
  )
}

const unseen = css({ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' })

const nowStyles = css({
  position: 'absolute',
  insetInline: 0,
  height: 0,
  borderTop: `2px solid ${signal}`,
  pointerEvents: 'none',
  '&::before': {
    content: '""',
    position: 'absolute',
    insetInlineStart: -4,
    top: -5,
    width: 8,
    height: 8,
    borderRadius: '50%',
    backgroundColor: signal,
  },
})

const overStyles = css({
  position: 'absolute',
  insetInlineEnd: 4,
  bottom: 2,
  color: tokenSchema.color.foreground.accent,
  fontWeight: 600,
  pointerEvents: 'none',
})

const styles = css({
  maxHeight: 'calc(100vh - 210px)',
  minHeight: 360,
  overflow: 'auto',
  position: 'relative',
  border: `1px solid ${tokenSchema.color.border.muted}`,
  borderRadius: tokenSchema.size.radius.medium,
  fontFamily: tokenSchema.typography.fontFamily.base,
  fontSize: tokenSchema.typography.text.small.size,
  '&:focus-visible': { outline: `2px solid ${tokenSchema.color.alias.focusRing}`, outlineOffset: -2 },
  '& table': { width: '100%', minWidth: 640, tableLayout: 'fixed', borderCollapse: 'separate', borderSpacing: 0 },
  '& caption': {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  },
  '& thead th': {
    position: 'sticky',
    top: 0,
    zIndex: 2,
    height: 44,
    padding: 0,
    backgroundColor: tokenSchema.color.background.canvas,
    borderBottom: `1px solid ${tokenSchema.color.border.neutral}`,
    fontWeight: 500,
    '&:first-of-type': { width: 72 },
    '& > button': {
      all: 'unset',
      cursor: 'pointer',
      padding: '4px 8px',
      borderRadius: tokenSchema.size.radius.small,
      color: tokenSchema.color.foreground.neutralSecondary,
      '& > b': { color: tokenSchema.color.foreground.neutralEmphasis, fontSize: 17, fontWeight: 650 },
      '&:focus-visible': { outline: `2px solid ${tokenSchema.color.alias.focusRing}` },
    },
    '&[aria-current] b': { color: tokenSchema.color.foreground.accent },
  },
  '& tbody th': {
    padding: '4px 8px',
    color: tokenSchema.color.foreground.neutralSecondary,
    fontVariantNumeric: 'tabular-nums',
    fontWeight: 400,
    textAlign: 'end',
    verticalAlign: 'top',
    whiteSpace: 'nowrap',
  },
  '& td': {
    position: 'relative',
    height: 44,
    padding: 2,
    verticalAlign: 'top',
    borderInlineStart: `1px solid ${tokenSchema.color.border.muted}`,
    borderBottom: `1px solid ${tokenSchema.color.border.muted}`,
    '&[data-over]': { backgroundColor: tokenSchema.color.background.accent },
    '&[data-none]': {
      backgroundImage: `repeating-linear-gradient(135deg, transparent 0 6px, ${tokenSchema.color.border.muted} 6px 7px)`,
    },
  },
})
