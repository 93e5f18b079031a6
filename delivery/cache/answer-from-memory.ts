import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Answers } from './answers.ts'
import { isHeld } from './ready-answer.ts'

/**
 * Answers a GET or HEAD whose answer is in memory, before anything is parsed. All headers go out in one call: one set
 * by itself makes Node set all of them one by one (18 µs of processor time instead of 21). False when there is none;
 * then nothing has happened to the response.
 */
export function answerFromMemory(
  answers: Answers,
  { request, response, requestId }: { request: IncomingMessage; response: ServerResponse; requestId: string },
): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  const ready = answers.find(request.url ?? '')
  if (!ready) return false
  const { whole, withoutBody } = ready.headerLists
  const isOld = isHeld(request.headers['if-none-match'], ready)
  response.writeHead(isOld ? 304 : 200, (isOld ? withoutBody : whole).concat('x-request-id', requestId))
  response.end(isOld || request.method === 'HEAD' ? undefined : ready.body)
  return true
}
