import type { InterfaceLanguage } from './interface-language.ts'
import { sayTime } from './say-time.ts'
import { setFrench } from './set-french.ts'

const instant = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g

/** A sentence of the server's, which names instants in ISO 8601, with the times of whoever reads it. */
export function sayTimesIn(sentence: string, language: InterfaceLanguage): string {
  const said = sentence.replace(instant, iso => sayTime(iso, language))
  return language === 'fr' ? setFrench(said) : said
}
