import type { IncomingMessage, ServerResponse } from 'node:http'
import { traceIds } from '../tracing.ts'
import type { Logger } from './log.ts'
import type { RequestContext } from './request-context.ts'

/** Begins one line a request, which the caller ends when the answer is out or the caller gone. */
export function beginLine(
  log: Logger,
  request: IncomingMessage,
  context: RequestContext,
): (response: ServerResponse) => void {
  const began = performance.now()
  const traced = traceIds()
  // Taken now: Express rewrites the url on its way.
  const { method } = request
  const path = pathOf(request)
  return response => {
    const level = levelOf(response.statusCode, path)
    if (!log.isLevelEnabled(level)) return
    const line = {
      method,
      path: withoutToken(path),
      status: response.statusCode,
      ms: Math.round(performance.now() - began),
      address: context.address,
      requestId: context.requestId,
      ...traced,
      ...(context.actor && { user: context.actor }),
      ...(context.apiToken && { apiToken: context.apiToken }),
      ...(!response.writableFinished && { aborted: true }),
    }
    log[level](line, 'request')
  }
}

/** Without the query, which may carry secrets and what people search for. */
export const pathOf = (request: IncomingMessage) => (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/'

/** A preview link's token opens a story to whoever reads it. */
export const withoutToken = (path: string) =>
  path.replace(/^(\/+preview\/+shared\/+).*$/i, '$1[secret]').replace(/\/[\w-]{43}(?=\/|$)/g, '/[secret]')

/** Asked for by machines, every few seconds. */
const quiet = new Set(['/healthz', '/readyz', '/metrics'])

function levelOf(status: number, path: string): 'error' | 'info' | 'debug' {
  if (status >= 500) return 'error'
  return path.startsWith('/_next/') || quiet.has(path) ? 'debug' : 'info'
}
