import { Badge } from '@keystar/ui/badge'
import { Text } from '@keystar/ui/typography'
import type { CellComponent, FieldProps } from '@keystone-6/core/types'
import type { controller } from '@keystone-6/core/fields/types/select/views'
import { Refused } from '../look/refused.tsx'
import { Panel } from '../story/panel.tsx'
import { textIn, timeIn } from '../story/read-item.ts'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayTime } from '../words/say-time.ts'
import { sayTimesIn } from '../words/say-times-in.ts'
import { wordsOf } from '../words/words-of.ts'

export { controller } from '@keystone-6/core/fields/types/select/views'

/** Where a release stands: open, with or without a time, or gone; and why its time could not be kept. */
export function Field({ value, itemValue }: FieldProps<typeof controller>) {
  const words = useReleaseWords()
  const language = useInterfaceLanguage()
  if (value.kind === 'create') return null
  const goesAt = timeIn(itemValue, 'releaseAt')
  const wentAt = timeIn(itemValue, 'releasedAt')
  const error = textIn(itemValue, 'scheduleError')
  return (
    <Panel title={words.state}>
      <ReleaseBadge state={value.value?.value} />
      {goesAt && !wentAt && <Text size="small">{words.goes(sayTime(goesAt, language))}</Text>}
      {wentAt && <Text size="small">{words.went(sayTime(wentAt, language))}</Text>}
      {!goesAt && !wentAt && <Text size="small">{words.noTime}</Text>}
      {error && <Refused>{sayTimesIn(error, language)}</Refused>}
    </Panel>
  )
}

export const Cell: CellComponent = ({ value }) => <ReleaseBadge state={value} />

function ReleaseBadge({ state }: { state: unknown }) {
  const words = useReleaseWords()
  return (
    <Badge tone={state === 'released' ? 'positive' : 'neutral'}>
      {state === 'released' ? words.released : words.open}
    </Badge>
  )
}

const useReleaseWords = wordsOf({
  en: {
    state: 'State',
    open: 'Open',
    released: 'Released',
    goes: (time: string) => `All its stories go live together on ${time}.`,
    went: (time: string) => `All its stories went live together on ${time}.`,
    noTime: 'It has no time yet. Release it now, or schedule it, once every story is approved.',
  },
  fr: {
    state: 'État',
    open: 'Ouverte',
    released: 'Parue',
    goes: time => `Tous ses articles paraissent ensemble le ${time}.`,
    went: time => `Tous ses articles ont paru ensemble le ${time}.`,
    noTime: 'Elle n’a pas encore d’heure. Faites-la paraître, ou programmez-la, dès que chaque article est validé.',
  },
})
