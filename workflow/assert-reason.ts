import { NewsroomError } from '../errors.ts'

const longest = 2000

/** The answer to a question that goes on record, of 1 to 2,000 characters; REASON_MISSING for any other. */
export function assertReason(label: string, { question, answer }: { question: string; answer: string }): string {
  const given = answer.trim()
  if (given === '')
    throw new NewsroomError('REASON_MISSING', `“${label}” needs a ${question}. Write one, then try again.`)
  if (given.length > longest)
    throw new NewsroomError('REASON_MISSING', `The ${question} has ${given.length} characters; at most ${longest} fit.`)
  return given
}
