import type { ScheduleState } from '../../workflow/schedule-state.ts'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayTimesIn } from '../words/say-times-in.ts'
import { wordsOf } from '../words/words-of.ts'

type Held = { scheduleState: ScheduleState; scheduleError: string | null }

/** Why the time of a story or release was not kept, in a sentence; null where it was, or has not come. */
export function useTrouble(): (held: Held | null | undefined) => string | null {
  const { isLate } = useWords()
  const language = useInterfaceLanguage()
  return held => {
    if (held?.scheduleError) return sayTimesIn(held.scheduleError, language)
    return held?.scheduleState === 'late' ? isLate : null
  }
}

const useWords = wordsOf({
  en: { isLate: 'It was due and has not gone out. Ask whoever runs this newsroom whether the worker runs.' },
  fr: {
    isLate: 'L’heure est passée et rien n’est sorti. Demandez à l’équipe technique si le processus de fond tourne.',
  },
})
