import { getLocalTimeZone } from '@internationalized/date'
import { Heading } from '@keystar/ui/typography'
import { PageContainer } from '@keystone-6/core/admin-ui/components'
import { usePlace } from '../navigation/use-place.ts'
import { Calendar } from './calendar.tsx'
import { dateFrom } from './calendar-days.ts'
import { useCalendarWords } from './calendar-words.ts'

/** What goes out when; the address names the day and how much of it is shown. */
export function CalendarPage() {
  const words = useCalendarWords()
  const { isReady, query, push } = usePlace()
  const asked = new URLSearchParams(query)
  const timeZone = getLocalTimeZone()
  return (
    <PageContainer
      title={words.title}
      header={
        <Heading elementType="h1" size="small">
          {words.title}
        </Heading>
      }
    >
      {isReady && (
        <Calendar
          date={dateFrom(asked.get('date'), timeZone)}
          span={asked.get('span') === 'day' ? 'day' : 'week'}
          timeZone={timeZone}
          onGo={push}
        />
      )}
    </PageContainer>
  )
}
