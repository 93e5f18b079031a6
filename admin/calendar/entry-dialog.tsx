import { useState } from 'react'
import { fromDate, type ZonedDateTime } from '@internationalized/date'
import { I18nProvider } from 'react-aria/I18nProvider'
import { Button, ButtonGroup } from '@keystar/ui/button'
import { DatePicker } from '@keystar/ui/date-time'
import { Dialog } from '@keystar/ui/dialog'
import { TextLink } from '@keystar/ui/link'
import { Content } from '@keystar/ui/slots'
import { css, tokenSchema } from '@keystar/ui/style'
import { TextArea } from '@keystar/ui/text-field'
import { Heading, Text } from '@keystar/ui/typography'
import { Refused } from '../look/refused.tsx'
import { useTrouble } from '../story/use-trouble.ts'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayTime } from '../words/say-time.ts'
import { useLabelled } from '../words/use-labelled.ts'
import type { Entry } from './calendar-queries.ts'
import { useCalendarWords } from './calendar-words.ts'
import { troubleOf } from './entry-button.tsx'
import { localeOf } from './say-days.ts'
import { nameOf, useReschedule, type Refusal } from './use-reschedule.ts'

type Props = {
  entry: Entry
  /** What is proposed: its time, or where it was dropped. */
  at: Date
  refusal: Refusal
  timeZone: string
  mayMove: boolean
  onDone: () => void
}

/** All that there is to say of an entry, and its time, to be set by keyboard as well. */
export function EntryDialog({ entry, at, refusal: refusedBefore, timeZone, mayMove, onDone }: Props) {
  const words = useCalendarWords()
  const language = useInterfaceLanguage()
  const labelled = useLabelled()
  const [time, setTime] = useState<ZonedDateTime | null>(fromDate(at, timeZone))
  const [override, setOverride] = useState('')
  const [refusal, setRefusal] = useState(refusedBefore)
  const [isBusy, setBusy] = useState(false)
  const { reschedule, unschedule } = useReschedule()
  const act = async (change: () => Promise<Refusal>) => {
    setBusy(true)
    const refused = await change()
    setBusy(false)
    if (refused) setRefusal(refused)
    else onDone()
  }
  const trouble = useTrouble()(entry.story ?? entry.release)
  return (
    <Dialog size="small">
      <Heading>{nameOf(entry) || words.withoutHeadline}</Heading>
      <Content>
        <div className={styles}>
          <Text>
            {labelled(words.kind(entry.kind), sayTime(entry.at, language))}
            {entry.release && ` · ${words.stories(entry.release.stories)}`}
          </Text>
          {troubleOf(entry) && <Text color="critical">{trouble}</Text>}
          <TextLink href={entry.story ? `/articles/${entry.story.id}` : `/releases/${entry.release?.id}`}>
            {entry.story ? words.open : words.openRelease}
          </TextLink>
          {mayMove && (
            <I18nProvider locale={localeOf(language)}>
              <DatePicker
                label={words.newTime}
                description={words.newTimeHint(timeZone.replaceAll('_', ' '))}
                granularity="minute"
                hourCycle={24}
                value={time}
                onChange={setTime}
              />
            </I18nProvider>
          )}
          {mayMove && refusal?.code === 'CHECKLIST_FAILED' && (
            <TextArea
              label={words.override}
              description={words.overrideHint}
              value={override}
              onChange={setOverride}
              maxLength={2000}
            />
          )}
          {refusal && <Refused>{refusal.sentence}</Refused>}
        </div>
      </Content>
      <ButtonGroup>
        <Button onPress={onDone} isDisabled={isBusy}>
          {mayMove ? words.cancel : words.close}
        </Button>
        {mayMove && (
          <Button tone="critical" isDisabled={isBusy} onPress={() => void act(() => unschedule(entry))}>
            {words.unschedule}
          </Button>
        )}
        {mayMove && (
          <Button
            prominence="high"
            isDisabled={isBusy || time === null}
            onPress={() => time && void act(() => reschedule(entry, time.toDate(), override.trim()))}
          >
            {words.reschedule}
          </Button>
        )}
      </ButtonGroup>
    </Dialog>
  )
}

const styles = css({ display: 'grid', gap: tokenSchema.size.space.large, justifyItems: 'start' })
