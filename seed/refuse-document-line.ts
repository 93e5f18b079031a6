import { NewsroomError } from '../errors.ts'
import { documentLimits } from './document-format.ts'

/** Makes the refusal of a document at one of its lines; whoever finds the fault throws it. */
export type RefuseLine = (line: number, reason: string) => NewsroomError

export const refuseLineOf =
  (fileName: string): RefuseLine =>
  (line, reason) =>
    new NewsroomError('DOCUMENT_REFUSED', `${fileName}, line ${line}: ${reason}.`, { fileName, line })

type Measured = { text: string; limit: 'caption' | 'headline' | 'heading' | 'paragraph'; line: number }

export function assertLength({ text, limit, line }: Measured, refuseLine: RefuseLine): void {
  const most = documentLimits[limit]
  if (text.length > most)
    throw refuseLine(line, `a ${limit} has at most ${most} characters, and this has ${text.length}`)
}
