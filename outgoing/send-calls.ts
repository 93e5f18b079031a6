import type { Sql } from '../database/sql.ts'
import { publicEvent } from '../delivery/events/public-event.ts'
import { readEvents } from '../delivery/events/read-events.ts'
import { traceWork } from '../tracing.ts'
import { claimCalls, type Call } from './claim-calls.ts'
import { handOutChanges } from './hand-out-changes.ts'
import type { PostOutside } from './post-outside.ts'
import { recordCall, type Outcome } from './record-call.ts'
import { signWebhook } from './sign-webhook.ts'

export type Sender = { sql: Sql; post: PostOutside; now: () => Date; onFailure: (call: Call, outcome: Outcome) => void }

/** Tells every webhook what it has not been told yet, until nothing is due or `stop` says that we end. */
export async function sendCalls(sender: Sender, { stop }: { stop?: AbortSignal } = {}): Promise<void> {
  while (!stop?.aborted) {
    const moved = await handOutChanges(sender.sql)
    const calls = await claimCalls(sender.sql)
    if (moved === 0 && calls.length === 0) return
    await Promise.all(calls.map(call => traceWork(workOf(call), () => sendCall(sender, call))))
  }
}

const workOf = ({ id, tries }: Call) => ({
  name: 'webhook call',
  facts: { 'bouclage.call': id, 'bouclage.tries': tries },
})

async function sendCall(sender: Sender, call: Call): Promise<void> {
  const outcome = await tryCall(sender, call)
  if (outcome.state === 'failed') sender.onFailure(call, outcome)
  await recordCall(sender.sql, call, outcome)
}

async function tryCall({ sql, post, now }: Sender, call: Call): Promise<Outcome> {
  try {
    const body = await bodyOf(sql, call)
    if (body === null) return { state: 'silenced' }
    const signed = signWebhook(call.secret, { id: `change_${call.position}_${call.id}`, body, now: now() })
    const { status } = await post({ url: call.url, headers: { ...headers, ...signed }, body })
    if (status >= 200 && status < 300) return { state: 'delivered', status }
    return { state: 'failed', status, reason: whyNot(status) }
  } catch (error) {
    return { state: 'failed', status: null, reason: error instanceof Error ? error.message : String(error) }
  }
}

const headers = { 'content-type': 'application/json', 'user-agent': 'Bouclage' }

/** What readers of `/events` are told of this change now: nothing more than is public leaves this way either. */
async function bodyOf(sql: Sql, { position }: Call): Promise<string | null> {
  const [change] = await readEvents(sql, position - 1, 1)
  const event = change?.position === position ? publicEvent(change) : null
  return event && JSON.stringify({ type: event.name, position: event.position, ...event.data })
}

const whyNot = (status: number) =>
  status >= 300 && status < 400
    ? `It answered ${status}, a redirect, which is not followed. Give the address itself.`
    : `It answered ${status}.`
