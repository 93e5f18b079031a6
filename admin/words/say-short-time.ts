import type { InterfaceLanguage } from './interface-language.ts'

const locales = { en: 'en-GB', fr: 'fr-FR' } as const

const clock = { hour: '2-digit', minute: '2-digit' } as const
const dayOfYear = { day: 'numeric', month: 'short' } as const

/** “14:05” today, “Tue 24 Nov, 14:05” this year, else with the year: for columns, where `sayTime` is too long. */
export function sayShortTime(iso: string, language: InterfaceLanguage, today: Date = new Date()): string {
  const at = new Date(iso)
  const say = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locales[language], options).format(at)
  if (at.toDateString() === today.toDateString()) return say(clock)
  const isThisYear = at.getFullYear() === today.getFullYear()
  return say(isThisYear ? { weekday: 'short', ...dayOfYear, ...clock } : { ...dayOfYear, year: 'numeric', ...clock })
}
