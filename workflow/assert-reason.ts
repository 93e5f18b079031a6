import { Refusal } from '../errors.ts'

const longest = 2000

const missing = {
  reason: 'Il manque un motif.',
  note: 'Il manque une note pour les lecteurs.',
  override: 'Il manque le motif pour passer outre.',
  'legal basis': 'Il manque le fondement légal.',
} as const

/** The answer to a question that goes on record, of 1 to 2,000 characters; REASON_MISSING for any other. */
export function assertReason(
  label: string,
  { question, answer }: { question: keyof typeof missing; answer: string },
): string {
  const given = answer.trim()
  if (given === '')
    throw new Refusal('REASON_MISSING', {
      en: `“${label}” needs a ${question}. Write one, then try again.`,
      fr: `${missing[question]} Écrivez-le, puis réessayez.`,
    })
  if (given.length > longest)
    throw new Refusal('REASON_MISSING', {
      en: `The ${question} has ${given.length} characters; at most ${longest} fit.`,
      fr: `Ce texte a ${given.length} caractères ; ${longest} au plus sont acceptés.`,
    })
  return given
}
