import { NewsroomError } from '../errors.ts'

/** The refusal to write a story as plain text, with every reason; the caller throws it. */
export function refusePrinting(headline: string, reasons: string[]): NewsroomError {
  const list = reasons.slice(0, 20).join('; ')
  return new NewsroomError(
    'NOT_EXPRESSIBLE',
    `“${headline}” cannot be written as plain text: ${list}. Change that in a copy, or read the story over the API.`,
    { reasons },
  )
}

/** A text named by its beginning. */
export function quoteStart(text: string): string {
  const characters = [...text.replace(/\s+/gu, ' ')]
  return characters.length > 40 ? `“${characters.slice(0, 40).join('')}…”` : `“${characters.join('')}”`
}
