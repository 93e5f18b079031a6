import { useState } from 'react'
import { today, type CalendarDate } from '@internationalized/date'
import { DialogContainer } from '@keystar/ui/dialog'
import { css, tokenSchema } from '@keystar/ui/style'
import { useQuery } from '@keystone-6/core/admin-ui/apollo'
import { Nothing } from '../desk/desk-part.tsx'
import { Refused } from '../look/refused.tsx'
import { usePerson } from '../navigation/use-person.ts'
import { CalendarBar } from './calendar-bar.tsx'
import { daysShown, type CalendarDay, type Span } from './calendar-days.ts'
import { CalendarGrid } from './calendar-grid.tsx'
import { idOf, readCalendar, type CalendarAnswer, type Entry } from './calendar-queries.ts'
import { useCalendarWords } from './calendar-words.ts'
import { EntryDialog } from './entry-dialog.tsx'
import { Overdue } from './overdue.tsx'
import { mayReschedule, useReschedule, type Refusal } from './use-reschedule.ts'

const lookAgainMs = 30_000

type Props = { date: CalendarDate; span: Span; timeZone: string; onGo: (address: string) => void }
type Opened = { entry: Entry; at: Date; refusal: Refusal }

/** The days around a date, with what goes out in them; publishers move it from here. */
export function Calendar({ date, span, timeZone, onGo }: Props) {
  const words = useCalendarWords()
  const person = usePerson()
  const days = daysShown(date, span, timeZone)
  const { data, previousData, error } = useQuery<CalendarAnswer>(readCalendar, {
    variables: spanOf(days),
    fetchPolicy: 'cache-and-network',
    pollInterval: lookAgainMs,
  })
  const { entries, overdue, isCut } = (data ?? previousData)?.calendar ?? { entries: [], overdue: [], isCut: false }
  const [opened, setOpened] = useState<Opened | null>(null)
  const { reschedule } = useReschedule()
  const open = (entry: Entry) => setOpened({ entry, at: new Date(entry.at), refusal: null })
  const drop = async (entry: Entry, at: Date) => {
    const refusal = await reschedule(entry, at)
    // What the server says against it is answered where the time can be set.
    if (refusal) setOpened({ entry, at, refusal })
  }
  const go = (to: CalendarDate, how: Span = span) =>
    onGo(`/calendar?${new URLSearchParams({ ...(how === 'day' && { span: how }), date: to.toString() })}`)
  const step = span === 'week' ? { days: 7 } : { days: 1 }
  const moves = {
    onPrevious: () => go(date.subtract(step)),
    onNext: () => go(date.add(step)),
    onToday: () => go(today(timeZone)),
  }
  return (
    <div className={styles}>
      <CalendarBar date={date} days={days} span={span} timeZone={timeZone} onSpan={how => go(date, how)} {...moves} />
      {error && <Refused>{words.offline(error.message)}</Refused>}
      {overdue.length > 0 && <Overdue entries={overdue} onOpen={open} />}
      {isCut && <Refused>{words.isCut}</Refused>}
      <CalendarGrid
        days={days}
        entries={entries}
        timeZone={timeZone}
        mayMove={entry => mayReschedule(entry, person)}
        onOpen={open}
        onDrop={(entry, at) => void drop(entry, at)}
        onDay={day => go(day, 'day')}
        {...moves}
      />
      {data && entries.length === 0 && <Nothing>{words.nothing}</Nothing>}
      <DialogContainer onDismiss={() => setOpened(null)}>
        {opened && (
          <EntryDialog
            key={idOf(opened.entry)}
            {...opened}
            timeZone={timeZone}
            mayMove={mayReschedule(opened.entry, person)}
            onDone={() => setOpened(null)}
          />
        )}
      </DialogContainer>
    </div>
  )
}

function spanOf(days: CalendarDay[]) {
  const [first, last] = [days.at(0)?.hours.at(0)?.start, days.at(-1)?.hours.at(-1)?.end]
  return { from: first?.toAbsoluteString(), to: last?.toAbsoluteString() }
}

const styles = css({
  display: 'grid',
  gap: tokenSchema.size.space.large,
  width: '100%',
  paddingBlock: tokenSchema.size.space.regular,
})
