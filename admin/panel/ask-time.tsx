import { useId, useState } from 'react'
import { VStack } from '@keystar/ui/layout'
import { Radio, RadioGroup } from '@keystar/ui/radio'
import { TextField } from '@keystar/ui/text-field'
import { Text } from '@keystar/ui/typography'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { wordsOf } from '../words/words-of.ts'
import { readLocalTime, writeLocalTime, type LocalTime } from './local-time.ts'
import { sayInstant, sayZone } from './say-zone.ts'

type Props = { label: string; initial?: string | null; onChange: (at: string) => void }

/**
 * Asks for an instant by the clock of this computer, and says it back with its zone. Where the clock is changed that
 * night, it asks which of two times is meant, or says which one is taken.
 */
export function AskTime({ label, initial, onChange }: Props) {
  const words = useWords()
  const language = useInterfaceLanguage()
  const [text, setText] = useState(initial ? writeLocalTime(new Date(initial)) : '')
  const [which, setWhich] = useState<'first' | 'second'>('first')
  const saidId = useId()
  const time = readLocalTime(text)
  const change = (typed: string) => {
    setText(typed)
    setWhich('first')
    onChange(instantOf(readLocalTime(typed), 'first'))
  }
  const choose = (chosen: 'first' | 'second') => {
    setWhich(chosen)
    onChange(instantOf(time, chosen))
  }
  const at = instantOf(time, which)
  return (
    <VStack gap="medium">
      <TextField
        type="datetime-local"
        label={label}
        description={words.zone(sayZone(language))}
        aria-describedby={saidId}
        isRequired
        value={text}
        onChange={change}
      />
      {time.kind === 'twice' && (
        <RadioGroup label={words.twice} value={which} onChange={value => choose(value === 'second' ? value : 'first')}>
          <Radio value="first">{sayInstant(time.first, language)}</Radio>
          <Radio value="second">{sayInstant(time.second, language)}</Radio>
        </RadioGroup>
      )}
      <Text id={saidId} aria-live="polite">
        {time.kind === 'never' && `${words.never} `}
        {at && words.means(sayInstant(at, language))}
      </Text>
    </VStack>
  )
}

function instantOf(time: LocalTime, which: 'first' | 'second'): string {
  if (time.kind === 'once') return time.at
  if (time.kind === 'twice') return time[which]
  return time.kind === 'never' ? time.instead : ''
}

const useWords = wordsOf({
  en: {
    zone: (zone: string) => `By the clock of this computer: ${zone}.`,
    twice: 'The clock is set back that night, so this time comes twice. Which one?',
    never: 'The clock is set forward that night, so this time never comes.',
    means: (instant: string) => `That is ${instant}.`,
  },
  fr: {
    zone: zone => `À l’heure de cet ordinateur : ${zone}.`,
    twice: 'On recule l’heure cette nuit-là : cette heure revient deux fois. Laquelle ?',
    never: 'On avance l’heure cette nuit-là : cette heure n’existe pas.',
    means: instant => `Soit le ${instant}.`,
  },
})
