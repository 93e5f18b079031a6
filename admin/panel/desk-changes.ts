import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayTime } from '../words/say-time.ts'
import { wordsOf } from '../words/words-of.ts'
import type { Line } from './reason-lines.ts'

type DeskEntry = { from: string | null; to: string | null; authorBefore: string | null; authorAfter: string | null }

/** What a change of desk data changed, from what to what, a line for each. */
export function useDeskChanges(): (entry: DeskEntry) => Line[] {
  const words = useWords()
  const language = useInterfaceLanguage()
  const labels: Record<string, unknown> = words
  const said = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return words.nothing
    return times.has(field) ? sayTime(String(value), language) : String(value)
  }
  return ({ from, to, authorBefore, authorAfter }) => {
    const [before, after] = [parse(from), parse(to)]
    return Object.keys(after).map(field => {
      const sides =
        field === 'authorId' ? [authorBefore, authorAfter] : [before[field], after[field]].map(value => value ?? null)
      const text = words.change(String(labels[field] ?? field), said(field, sides[0]), said(field, sides[1]))
      return { kind: 'plain', text }
    })
  }
}

const times = new Set(['embargoedUntil', 'unpublishAt'])

function parse(json: string | null): Record<string, unknown> {
  try {
    return JSON.parse(json ?? '{}') as Record<string, unknown> // written by the workflow as an object
  } catch {
    return {}
  }
}

const useWords = wordsOf({
  en: {
    authorId: 'Author',
    urgency: 'Urgency',
    edNote: 'Note to editors',
    embargoedUntil: 'Embargo',
    unpublishAt: 'Leaves readers',
    nothing: 'none',
    change: (label: string, from: string, to: string) => `${label}: from ${from} to ${to}.`,
  },
  fr: {
    authorId: 'Auteur',
    urgency: 'Urgence',
    edNote: 'Note à la rédaction',
    embargoedUntil: 'Embargo',
    unpublishAt: 'Fin de publication',
    nothing: 'rien',
    change: (label, from, to) => `${label} : de ${from} à ${to}.`,
  },
})
