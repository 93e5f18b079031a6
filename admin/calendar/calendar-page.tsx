import { getLocalTimeZone } from '@internationalized/date'
import { Heading } from '@keystar/ui/typography'
import { PageContainer } from '@keystone-6/core/admin-ui/components'
import { useRouter } from '@keystone-6/core/admin-ui/router'
import { Calendar } from './calendar.tsx'
import { dateFrom } from './calendar-days.ts'
import { useCalendarWords } from './calendar-words.ts'

/** What goes out when; the address names the day and how much of it is shown. */
export function CalendarPage() {
  const words = useCalendarWords()
  const { isReady, asPath } = useRouter()
  const asked = new URLSearchParams(asPath.split('?')[1]?.split('#')[0] ?? '')
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
        />
      )}
    </PageContainer>
  )
}
