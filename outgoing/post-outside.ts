import { lookup as lookupDns, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, request } from 'undici'
import { SpanKind, traceWork } from '../tracing.ts'
import { isAllowed, isPublicAddress, unbracketed } from './public-address.ts'

export type PostOutside = (call: {
  url: string
  headers: Record<string, string>
  body: string
}) => Promise<{ status: number }>

type Guard = {
  /** Hosts that may be called though they are not on the open internet. */
  allowed: readonly string[]
  /** Tests answer for the DNS. */
  lookup?: typeof lookupDns
}

/** Why a call was not made: nothing of this reached anybody. */
export class CallRefused extends Error {
  override name = 'CallRefused'
}

const patienceMs = 10_000

/** An address may hold a secret, and a receiver is nobody's business: a trace tells of neither. */
const posting = { name: 'POST', kind: SpanKind.CLIENT, facts: { 'http.request.method': 'POST' } }

/**
 * Posts to addresses on the open internet, and to those that the operator allows. The address that was judged is the one
 * that is connected to, so a name that changes its address in between gains nothing; redirects are answers like any
 * other and are not followed; of an answer, only the status is read. Rejects after ten seconds.
 */
export function postOutside({ allowed, lookup = lookupDns }: Guard): PostOutside & { close(): Promise<void> } {
  const agent = new Agent({
    connect: { lookup: judgingLookup({ allowed, lookup }), timeout: patienceMs },
    headersTimeout: patienceMs,
    bodyTimeout: patienceMs,
    maxResponseSize: 64 * 1024,
    pipelining: 0,
  })
  const post: PostOutside = async ({ url, headers, body }) => {
    assertHost(new URL(url), allowed)
    return traceWork(posting, async note => {
      const answer = await request(url, {
        ...{ method: 'POST', headers, body, dispatcher: agent },
        signal: AbortSignal.timeout(patienceMs),
      })
      note({ 'http.response.status_code': answer.statusCode })
      await answer.body.dump({ limit: 64 * 1024 }).catch(() => {})
      return { status: answer.statusCode }
    })
  }
  return Object.assign(post, { close: () => agent.destroy() })
}

/** A name is judged when it is looked up; an address is never looked up, and judged here. */
function assertHost({ hostname, protocol }: URL, allowed: readonly string[]): void {
  if (isAllowed(hostname, allowed)) return
  if (protocol !== 'https:') throw new CallRefused('Only https goes over the open internet.')
  const host = unbracketed(hostname)
  if (isIP(host) && !isPublicAddress(host)) throw new CallRefused(notPublic(host))
}

function judgingLookup({ allowed, lookup }: Required<Guard>): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0)
      const kept = isAllowed(hostname, allowed)
        ? addresses
        : addresses.filter(({ address }) => isPublicAddress(address))
      const [first] = kept
      if (!first) return done(new CallRefused(notPublic(hostname)), '', 0)
      return options.all ? answerAll(done, kept) : done(null, first.address, first.family)
    })
  }
}

function answerAll(done: Parameters<LookupFunction>[2], addresses: LookupAddress[]): void {
  // Node asks for a list where its type says one address.
  ;(done as unknown as (error: null, addresses: LookupAddress[]) => void)(null, addresses)
}

const notPublic = (host: string) =>
  `${host} is not on the open internet. If calls are meant to go there, name it in OUTGOING_ALLOW.`
