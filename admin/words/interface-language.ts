import { useSyncExternalStore } from 'react'

export const interfaceLanguages = ['en', 'fr'] as const
export type InterfaceLanguage = (typeof interfaceLanguages)[number]

const place = 'bouclage.language'
const listeners = new Set<() => void>()
// Where the browser keeps nothing, the choice still holds until the page is left.
let chosen: InterfaceLanguage | undefined

/** In which language our part of the interface speaks: the one chosen here, else the browser's, else English. */
export const useInterfaceLanguage = (): InterfaceLanguage => useSyncExternalStore(listen, languageNow, () => 'en')

/** For this browser, from now on; every open part of the page follows at once. */
export function chooseInterfaceLanguage(language: InterfaceLanguage): void {
  chosen = language
  try {
    localStorage.setItem(place, language)
  } catch {
    // A browser that keeps nothing.
  }
  listeners.forEach(tell => tell())
}

/** For what speaks outside of React. */
export function languageNow(): InterfaceLanguage {
  // A page that is built is built in English, whatever machine builds it.
  if (typeof window === 'undefined') return 'en'
  return chosen ?? known(kept()) ?? navigator.languages.map(tag => known(tag.slice(0, 2))).find(Boolean) ?? 'en'
}

function kept(): string | null {
  try {
    return localStorage.getItem(place)
  } catch {
    return null
  }
}

const known = (tag: string | null) => interfaceLanguages.find(language => language === tag)

function listen(tell: () => void) {
  listeners.add(tell)
  return () => void listeners.delete(tell)
}
