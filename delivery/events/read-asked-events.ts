import type { FastifyRequest } from 'fastify'

import { NewsroomError } from '../../errors.ts'
import { readLanguage, readOneText } from '../feeds/read-asked.ts'
import { assertPlainText } from '../assert-plain-text.ts'

export type EventsAsked = { after: number | null; tag: string | null; language: string | null }

/**
 * Reads from where on, and of what, a reader wants to be told. A reader that comes back says where it stopped in the
 * header, while its address still says where it first began; so the header counts. Throws `INVALID_INPUT`.
 */
export function readAskedEvents({ headers, query }: FastifyRequest): EventsAsked {
  const tag = readOneText('tag', query)
  assertPlainText('tag', tag)
  const after = [headers['last-event-id']].flat()[0] || readOneText('after', query)
  return { tag, language: readLanguage(query), after: after === null ? null : readPosition(after) }
}

function readPosition(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new NewsroomError(
    'INVALID_INPUT',
    'This is not the id of an event. Pass the last one that was read as “after” or Last-Event-ID, or neither to hear of what comes.',
  )
}
