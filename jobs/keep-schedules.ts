import { tracePast } from '../tracing.ts'
import { keepDueSchedule, type Kept } from '../workflow/keep-due-schedule.ts'
import type { WorkerDesk } from './worker-desk.ts'

/**
 * Does whatever is due, one story a transaction, until nothing is left, or `stop` says that this process ends: of all
 * stories, or of one. Any number of workers may do it at once. What leaves goes first, so that nothing comes too late.
 */
export async function keepSchedules(
  desk: WorkerDesk,
  { articleId, stop }: { articleId?: string; stop?: AbortSignal } = {},
): Promise<void> {
  for (const move of ['unpublish', 'publish'] as const) {
    for (let isOver = false; !isOver && !stop?.aborted;) {
      const began = Date.now()
      const kept = await keepDueSchedule(desk.context, desk.newsroom, { move, articleId })
      if (kept) tell(desk, kept, began)
      isOver = kept === null
    }
  }
}

function tell({ log }: WorkerDesk, { due, failure }: Kept, began: number): void {
  const traced = { 'bouclage.article': due.id, 'bouclage.seconds_late': due.secondsLate }
  tracePast({ name: `schedule ${due.move}`, facts: traced }, { began, failure })
  const facts = { article: due.id, move: due.move, dueAt: due.dueAt, secondsLate: Math.round(due.secondsLate) }
  if (failure) log.warn({ ...facts, attempt: due.attempts + 1, err: failure }, 'A schedule could not be kept.')
  else log.info(facts, 'A schedule was kept.')
}
