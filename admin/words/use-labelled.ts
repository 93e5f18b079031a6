import { useInterfaceLanguage } from './interface-language.ts'

/** `Before: Revision 1`, `Avant : Révision 1`. */
export function useLabelled(): (label: string, what: string) => string {
  const language = useInterfaceLanguage()
  return (label, what) => `${label}${language === 'fr' ? '\u00a0:' : ':'} ${what}`
}
