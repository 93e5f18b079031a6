import type { InterfaceLanguage } from '../words/interface-language.ts'

const locales = { en: 'en-GB', fr: 'fr-FR' } as const

/** The time zone of this computer, spelled out: “Europe/Paris (Central European Time)”. */
export function sayZone(language: InterfaceLanguage): string {
  const format = new Intl.DateTimeFormat(locales[language], { timeZoneName: 'longGeneric' })
  const spelled = format.formatToParts(new Date()).find(({ type }) => type === 'timeZoneName')?.value
  const { timeZone } = format.resolvedOptions()
  return spelled && spelled !== timeZone ? `${timeZone} (${spelled})` : timeZone
}

/** An instant with its weekday, its zone of that moment and its offset: “Sunday 25 October 2026 at 02:30 (UTC+2)”. */
export function sayInstant(iso: string, language: InterfaceLanguage): string {
  const at = new Date(iso)
  const said = new Intl.DateTimeFormat(locales[language], {
    ...({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const),
    ...({ hour: '2-digit', minute: '2-digit' } as const),
  }).format(at)
  return `${said} (${offsetOf(at)})`
}

function offsetOf(at: Date): string {
  const minutes = -at.getTimezoneOffset()
  const hours = Math.trunc(Math.abs(minutes) / 60)
  const rest = Math.abs(minutes) % 60
  if (minutes === 0) return 'UTC'
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`
}
