import { languageNow } from './interface-language.ts'

/** Stands in Keystone's own pages where they speak English alone (see build/keystone-words.cjs). */
export const inOurWords = (english: string, french: string): string => (languageNow() === 'fr' ? french : english)
