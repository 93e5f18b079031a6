import type { InterfaceLanguage } from '../words/interface-language.ts'

const locales = { en: 'en-GB', fr: 'fr-FR' } as const

/** “1 March 2027”, in the time zone of whoever reads it. */
export const sayDay = (iso: string, language: InterfaceLanguage): string =>
  new Date(iso).toLocaleDateString(locales[language], { day: 'numeric', month: 'long', year: 'numeric' })
