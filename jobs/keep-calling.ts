import { setTimeout as pause } from 'node:timers/promises'
import { sqlOfPrisma } from '../database/sql.ts'
import type { Outside } from '../environment/outside.ts'
import { postOutside } from '../outgoing/post-outside.ts'
import { purgeCdn } from '../outgoing/purge-cdn.ts'
import { sendCalls } from '../outgoing/send-calls.ts'
import type { WorkerDesk } from './worker-desk.ts'

/**
 * Tells the CDN and the webhooks what has changed, until `stop`: beside the sweep for what is due, so that a receiver
 * which takes its time keeps no story waiting.
 */
export async function keepCalling(
  { context, log }: WorkerDesk,
  { outside, everyMs, stop }: { outside: Outside; everyMs: number; stop: AbortSignal },
): Promise<void> {
  const post = postOutside(outside)
  const sql = sqlOfPrisma(context.prisma)
  const shared = { sql, post, now: () => new Date() }
  const rounds = [
    () =>
      purgeCdn(
        { ...shared, purge: outside.purge, onFailure: reason => log.warn({ reason }, 'The CDN could not be told.') },
        { stop },
      ),
    () =>
      sendCalls(
        // Addresses of receivers may hold what is secret: the log names the call alone.
        { ...shared, onFailure: ({ id, tries }) => log.warn({ call: id, tries }, 'A webhook could not be told.') },
        { stop },
      ),
  ]
  await Promise.all(rounds.map(round => repeat(round, { log, everyMs, stop })))
  await post.close()
}

async function repeat(
  round: () => Promise<void>,
  { log, everyMs, stop }: Pick<WorkerDesk, 'log'> & { everyMs: number; stop: AbortSignal },
): Promise<void> {
  while (!stop.aborted) {
    await round().catch((error: unknown) =>
      log.error({ err: error }, 'Calls to others failed; the next round follows.'),
    )
    await pause(everyMs, undefined, { signal: stop }).catch(() => {})
  }
}
