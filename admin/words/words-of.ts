import { useInterfaceLanguage, type InterfaceLanguage } from './interface-language.ts'
import { setFrench } from './set-french.ts'

/** A sentence, or how to make one of what it speaks about. */
type Wording = string | ((...about: never[]) => string)

type InEveryLanguage<Words> = { en: Words } & Record<Exclude<InterfaceLanguage, 'en'>, NoInfer<Words>>

/**
 * The words of one part of the interface, as a hook: `const useNoteWords = wordsOf({ en: {…}, fr: {…} })`. A language that
 * lacks a word, or has one that English does not, fails the type check.
 */
export function wordsOf<Words extends Record<string, Wording>>(texts: InEveryLanguage<Words>): () => Words {
  const set = { ...texts, fr: setWords(texts.fr) }
  return () => set[useInterfaceLanguage()]
}

function setWords<Words extends Record<string, Wording>>(words: Words): Words {
  const set = Object.entries(words).map(([name, wording]) => [
    name,
    typeof wording === 'string' ? setFrench(wording) : (...about: never[]) => setFrench(wording(...about)),
  ])
  // Each under its name, and of the same kind as before.
  return Object.fromEntries(set) as Words
}
