import type { IncomingMessage, ServerResponse } from 'node:http'
import { SpanStatusCode } from '@opentelemetry/api'
import { beginPart, isTracing, SpanKind, traceOfCaller } from '../tracing.ts'

/**
 * Runs the answering of a request within a span, which ends with the answer and goes on with the caller's trace. Its
 * name is the door: an address may hold a token, or what people search for.
 */
export function traceRequest({ request, response, door, requestId }: Traced, answer: () => void): void {
  if (!isTracing()) return answer()
  const { method = 'GET', headers } = request
  const facts = { 'http.request.method': method, 'bouclage.door': door, 'bouclage.request_id': requestId }
  const part = beginPart({ name: `${method} ${door}`, kind: SpanKind.SERVER, facts }, traceOfCaller(headers))
  response.once('close', () => {
    part.span.setAttribute('http.response.status_code', response.statusCode)
    if (response.statusCode >= 500) part.span.setStatus({ code: SpanStatusCode.ERROR })
    part.span.end()
  })
  part.run(answer)
}

type Traced = { request: IncomingMessage; response: ServerResponse; door: string; requestId: string }
