import { wordsOf } from '../words/words-of.ts'

const useWords = wordsOf({
  en: { schedule: 'The schedule', seed: 'The seed', import: 'The import', anonymous: 'Somebody' },
  fr: { schedule: 'La programmation', seed: 'Le contenu initial', import: 'L’import', anonymous: 'Quelqu’un' },
})

/** A person’s name, or what a script is called that acts in a person’s place. */
export function useActorName(): (actor: { id: string; name: string } | null) => string {
  const words: Record<string, string> = useWords()
  return actor => (actor ? (words[actor.id] ?? actor.name) : (words['anonymous'] ?? ''))
}
