import type { InterfaceLanguage } from '../words/interface-language.ts'
import type { CalendarDay } from './calendar-days.ts'

const locales = { en: 'en-GB', fr: 'fr-FR' } as const

export const localeOf = (language: InterfaceLanguage): string => locales[language]

/** “Sunday 25 October 2026” */
export function sayDay({ date }: CalendarDay, timeZone: string, language: InterfaceLanguage): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone } as const
  return new Intl.DateTimeFormat(localeOf(language), options).format(date.toDate(timeZone))
}

/** “Sun”, and the number of the day. */
export function sayShortDay({ date }: CalendarDay, timeZone: string, language: InterfaceLanguage) {
  const say = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(localeOf(language), { ...options, timeZone }).format(date.toDate(timeZone))
  return { weekday: say({ weekday: 'short' }), day: say({ day: 'numeric' }) }
}

/** “14:05”, and in the night when an hour comes twice, which of the two: “02:30 CET”. */
export function sayClock(at: Date, timeZone: string, language: InterfaceLanguage, isAmbiguous = false): string {
  const zone = isAmbiguous ? ({ timeZoneName: 'short' } as const) : {}
  const options = { hour: '2-digit', minute: '2-digit', timeZone, ...zone } as const
  return new Intl.DateTimeFormat(localeOf(language), options).format(at)
}

/** The offsets that these days have: “UTC+1”, or where the clocks change “UTC+2, then UTC+1”. */
export function offsetsOf(days: readonly CalendarDay[], timeZone: string, language: InterfaceLanguage): string {
  const say = new Intl.DateTimeFormat(localeOf(language), { timeZone, timeZoneName: 'shortOffset' })
  const offsets = days
    .flatMap(({ hours }) => hours.map(({ start }) => start.toDate()))
    .flatMap(at => say.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? [])
    .map(offset => offset.replace('GMT', 'UTC'))
  return [...new Set(offsets)].join(' → ')
}
