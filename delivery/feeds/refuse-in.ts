import type { FastifyReply, FastifyRequest } from 'fastify'

import { formatErrors, type FormattedErrors } from '../format-errors.ts'
import { markRefused, sendErrors } from '../send-answer.ts'
import type { FeedFormat } from './feed-formats.ts'
import { element, writeDocument } from './write-markup.ts'

/** Answers a refusal in what readers of a format understand: XML as in RFC 9457, or JSON as the API does. */
export const refuseIn =
  (kind: FeedFormat['refusal']) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const refusal = formatErrors(error, { log: request.log, requestId: request.id })
    if (kind === 'json') return void sendErrors(reply, refusal)
    markRefused(reply, refusal.status)
    void reply.type('application/problem+xml; charset=utf-8').send(problem(refusal))
  }

function problem({ status, errors }: FormattedErrors): string {
  const [first] = errors
  return writeDocument(
    element(
      'problem',
      { xmlns: 'urn:ietf:rfc:7807' },
      element('title', {}, String(first?.extensions.code ?? 'INTERNAL')),
      element('status', {}, String(status)),
      element('detail', {}, first?.message ?? ''),
    ),
  )
}
