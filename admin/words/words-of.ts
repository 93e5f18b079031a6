import { useInterfaceLanguage, type InterfaceLanguage } from './interface-language.ts'

/** A sentence, or how to make one of what it speaks about. */
type Wording = string | ((...about: never[]) => string)

type InEveryLanguage<Words> = { en: Words } & Record<Exclude<InterfaceLanguage, 'en'>, NoInfer<Words>>

/**
 * The words of one part of the interface, as a hook: `const useNoteWords = wordsOf({ en: {…}, fr: {…} })`. A language that
 * lacks a word, or has one that English does not, fails the type check.
 */
export function wordsOf<Words extends Record<string, Wording>>(texts: InEveryLanguage<Words>): () => Words {
  return () => texts[useInterfaceLanguage()]
}
