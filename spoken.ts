import { AsyncLocalStorage } from 'node:async_hooks'
import { languages, type Language, type Sentence } from './errors.ts'

// On globalThis: when `keystone dev` loads the configuration anew, the doors and the new copy must share it.
const key = Symbol.for('bouclage.language')
const shared = globalThis as { [key]?: AsyncLocalStorage<Language> }
const spoken = (shared[key] ??= new AsyncLocalStorage<Language>())

/** The first of our languages that `Accept-Language` prefers (RFC 9110, section 12.5.4); English where it names none. */
export function languageFrom(header: string | undefined): Language {
  const wanted = (header ?? '').slice(0, 500).split(',').map(readRange)
  const best = wanted.filter(({ quality }) => quality > 0).sort((one, other) => other.quality - one.quality)
  return best.flatMap(({ language }) => languages.find(own => own === language) ?? [])[0] ?? languages[0]
}

/** Whatever is said while this runs is said in that language. */
export const answerIn = <Result>(language: Language, run: () => Result): Result => spoken.run(language, run)

/** A sentence in the language of whoever asked; in English for a command or a job. */
export const say = (sentence: Sentence): string => sentence[spoken.getStore() ?? languages[0]]

/** The same for every sentence inside of a value of plain objects and lists. */
export function sayAll(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sayAll)
  if (!isPlain(value)) return value
  if (isSentence(value)) return say(value)
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, sayAll(part)]))
}

/** For a column: a sentence that somebody reads later, in a language that nobody knows yet. */
export const keepSentence = (sentence: Sentence): string => JSON.stringify(sentence)

/** What `keepSentence` kept, for whoever asks; any other text is said as it stands. */
export function sayKept(text: string): string {
  try {
    const kept: unknown = JSON.parse(text)
    return isPlain(kept) && isSentence(kept) ? say(kept) : text
  } catch {
    return text
  }
}

function readRange(range: string): { language: string; quality: number } {
  const [tag = '', ...parameters] = range.toLowerCase().split(';')
  const quality = parameters.map(parameter => /^\s*q=(.*)$/.exec(parameter)?.[1]).find(Boolean)
  return { language: tag.trim().split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality) || 0 }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function isSentence(value: Record<string, unknown>): value is Sentence {
  const names = Object.keys(value)
  return names.length === languages.length && languages.every(language => typeof value[language] === 'string')
}
