import { tracePast } from '../tracing.ts'
import { releaseDue } from '../workflow/release-due.ts'
import type { WorkerDesk } from './worker-desk.ts'

/** Lets every release go whose time has come, one after another, until none is left or `stop` says that we end. */
export async function keepReleases(
  { context, newsroom, log }: WorkerDesk,
  { stop }: { stop?: AbortSignal } = {},
): Promise<void> {
  while (!stop?.aborted) {
    const began = Date.now()
    const kept = await releaseDue(context, newsroom)
    if (!kept) return
    const { due, failure } = kept
    const traced = { 'bouclage.release': due.id, 'bouclage.seconds_late': due.secondsLate }
    tracePast({ name: 'schedule release', facts: traced }, { began, failure })
    const facts = { release: due.id, dueAt: due.dueAt, secondsLate: Math.round(due.secondsLate) }
    if (failure) log.warn({ ...facts, attempt: due.attempts + 1, err: failure }, 'A release could not go at its time.')
    else log.info(facts, 'A release went at its time.')
  }
}
