import type { IncomingMessage, ServerResponse } from 'node:http'
import type { NewsroomError } from '../errors.ts'
import { say, sayAll } from '../spoken.ts'

/** Answers a GraphQL request with one error before any GraphQL server saw it; ends the connection if a body is coming. */
export function sendRefusal(request: IncomingMessage, response: ServerResponse, error: NewsroomError): void {
  const { http: _http, ...extensions } = error.extensions
  const isGraphqlClient = request.headers.accept?.includes('application/graphql-response+json') ?? false
  response.writeHead(error.status, {
    'Content-Type': `application/${isGraphqlClient ? 'graphql-response+json' : 'json'}; charset=utf-8`,
    'Cache-Control': 'no-store',
    ...(error.status === 503 && { 'Retry-After': '5' }),
    ...(!request.complete && { Connection: 'close' }),
  })
  response.end(JSON.stringify({ errors: [{ message: say(error.sentence), extensions: sayAll(extensions) }] }))
}
