import type { InterfaceLanguage } from './interface-language.ts'

const locales = { en: 'en-GB', fr: 'fr-FR' } as const
const exact = inEveryLanguage(
  language =>
    new Intl.DateTimeFormat(locales[language], {
      ...({ day: 'numeric', month: 'long', year: 'numeric' } as const),
      ...({ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const),
    }),
)
const ago = inEveryLanguage(language => new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' }))
const now = { en: 'just now', fr: 'à l’instant' }
const steps = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** “23 November 2026 at 14:05 CET”, in the time zone of whoever reads it. */
export const sayTime = (iso: string, language: InterfaceLanguage = 'en'): string =>
  exact[language].format(new Date(iso))

/** “3 hours ago”, “in 2 days”; beyond a month the date says more. */
export function sayHowLongAgo(iso: string, language: InterfaceLanguage = 'en', today: Date = new Date()): string {
  const seconds = (new Date(iso).getTime() - today.getTime()) / 1000
  if (Math.abs(seconds) > 30 * 86_400) return sayTime(iso, language)
  const step = steps.find(([, length]) => Math.abs(seconds) >= length)
  return step ? ago[language].format(Math.round(seconds / step[1]), step[0]) : now[language]
}

function inEveryLanguage<Kept>(make: (language: InterfaceLanguage) => Kept): Record<InterfaceLanguage, Kept> {
  return { en: make('en'), fr: make('fr') }
}
