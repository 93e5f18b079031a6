import { type CalendarDate } from '@internationalized/date'
import { ActionButton, Button, ToggleButton } from '@keystar/ui/button'
import { Icon } from '@keystar/ui/icon'
import { chevronLeftIcon } from '@keystar/ui/icon/icons/chevronLeftIcon'
import { chevronRightIcon } from '@keystar/ui/icon/icons/chevronRightIcon'
import { css, tokenSchema } from '@keystar/ui/style'
import { Heading, Text } from '@keystar/ui/typography'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import type { CalendarDay, Span } from './calendar-days.ts'
import { useCalendarWords } from './calendar-words.ts'
import { localeOf, offsetsOf, sayDay } from './say-days.ts'

type Props = {
  date: CalendarDate
  days: CalendarDay[]
  span: Span
  timeZone: string
  onSpan: (span: Span) => void
  onPrevious: () => void
  onNext: () => void
  onToday: () => void
}

/** Which days are shown, in whose time, and the way to others. */
export function CalendarBar({ days, span, timeZone, onSpan, onPrevious, onNext, onToday }: Props) {
  const words = useCalendarWords()
  const language = useInterfaceLanguage()
  const [first, last] = [days.at(0), days.at(-1)]
  if (!first || !last) return null
  const period = new Intl.DateTimeFormat(localeOf(language), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone,
  })
  const [from, to] = [first, last].map(({ hours, date }) => hours[0]?.start.toDate() ?? date.toDate(timeZone))
  const title = span === 'day' ? sayDay(first, timeZone, language) : period.formatRange(from ?? 0, to ?? 0)
  const odd = days.filter(({ hours }) => hours.length !== 24)
  return (
    <div className={styles}>
      <div>
        <Heading elementType="h2" size="regular">
          <span aria-live="polite">{title}</span>
        </Heading>
        <Text size="small" color="neutralSecondary">
          {words.zone(timeZone.replaceAll('_', ' '), offsetsOf(days, timeZone, language))}
        </Text>
        {odd.map(day => (
          <Text key={day.date.toString()} size="small" color="caution">
            {(day.hours.length < 24 ? words.clocksForward : words.clocksBack)(sayDay(day, timeZone, language))}
          </Text>
        ))}
      </div>
      <div className={toolStyles}>
        <Button onPress={onToday}>{words.today}</Button>
        <ActionButton aria-label={span === 'day' ? words.previousDay : words.previousWeek} onPress={onPrevious}>
          <Icon src={chevronLeftIcon} />
        </ActionButton>
        <ActionButton aria-label={span === 'day' ? words.nextDay : words.nextWeek} onPress={onNext}>
          <Icon src={chevronRightIcon} />
        </ActionButton>
        <div role="group" aria-label={words.show} className={toolStyles}>
          {(['day', 'week'] as const).map(name => (
            <ToggleButton key={name} isSelected={span === name} onChange={() => onSpan(name)}>
              {words[name]}
            </ToggleButton>
          ))}
        </div>
      </div>
    </div>
  )
}

const styles = css({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'end',
  justifyContent: 'space-between',
  gap: tokenSchema.size.space.large,
  '& > div:first-of-type': { display: 'grid', gap: tokenSchema.size.space.regular },
})

const toolStyles = css({ display: 'flex', flexWrap: 'wrap', gap: tokenSchema.size.space.regular })
