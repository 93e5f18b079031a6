import { sayDay } from './say-day.ts'
import type { InterfaceLanguage } from '../words/interface-language.ts'
import type { Picture } from './picture.ts'
import type { usePictureWords } from './picture-words.ts'

export type PictureWarning = { tone: 'critical' | 'caution' | 'accent'; text: string }

/** Rights that end within this time are worth a warning; the library's filter asks for the same. */
export const soonMs = 30 * 86_400_000

const sources = {
  trainedAlgorithmicMedia: 'madeByAi',
  algorithmicMedia: 'madeByAi',
  compositeWithTrainedAlgorithmicMedia: 'partlyAi',
  composite: 'composite',
  compositeCapture: 'composite',
  compositeSynthetic: 'composite',
} as const

type Words = ReturnType<typeof usePictureWords>

/** What stands against using a picture, the worst first. */
export function warningsOf(
  picture: Picture,
  { words, language, now }: { words: Words; language: InterfaceLanguage; now: Date },
): PictureWarning[] {
  const source = sources[picture.digitalSourceType as keyof typeof sources] as
    (typeof sources)[keyof typeof sources] | undefined // others are no news
  return [
    ...(picture.killedAt ? [{ tone: 'critical' as const, text: words.killed }] : []),
    ...rightsOf(picture, { words, language, now }),
    ...(source ? [{ tone: 'accent' as const, text: words[source] }] : []),
  ]
}

function rightsOf(
  { rightsExpire }: Picture,
  { words, language, now }: { words: Words; language: InterfaceLanguage; now: Date },
): PictureWarning[] {
  if (!rightsExpire) return []
  const left = new Date(rightsExpire).getTime() - now.getTime()
  if (left > soonMs) return []
  const day = sayDay(rightsExpire, language)
  return [
    left <= 0 ? { tone: 'critical', text: words.rightsEnded(day) } : { tone: 'caution', text: words.rightsEnd(day) },
  ]
}
