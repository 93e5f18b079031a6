import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/**
 * Who is calling: the socket's address, or, behind `trustedProxies` proxies of ours, the entry that the outermost of
 * them wrote into X-Forwarded-For. Entries further left are whatever the caller claims.
 */
export function clientAddress(request: IncomingMessage | undefined, trustedProxies: number): string {
  const direct = request?.socket.remoteAddress ?? 'unknown'
  if (trustedProxies === 0) return direct
  const entries = [request?.headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
  const claimed = entries
    .map(entry => entry.trim())
    .filter(Boolean)
    .at(-trustedProxies)
  return claimed && isIP(claimed) ? claimed : direct
}
