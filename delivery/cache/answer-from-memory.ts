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
  const own = { 'x-request-id': requestId }
  if (isHeld(request.headers['if-none-match'], ready))
    response.writeHead(304, { ...ready.headersWithoutBody, ...own }).end()
  else response.writeHead(200, { ...ready.headers, ...own }).end(request.method === 'HEAD' ? undefined : ready.body)
  return true
}
