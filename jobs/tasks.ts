import type { Task, TaskList } from 'graphile-worker'
import { traceWork } from '../tracing.ts'
import { keepScheduleTask } from '../workflow/schedule-publication.ts'
import { collectPictures, collectPicturesTask } from './collect-pictures.ts'
import { forgetTheOld, forgetTheOldTask } from './forget-the-old.ts'
import { keepSchedules } from './keep-schedules.ts'
import type { WorkerDesk } from './worker-desk.ts'

/** What the queue may ask for: the name of each task, and what it does. */
export const tasks = (desk: WorkerDesk): TaskList =>
  traced({
    [keepScheduleTask]: payload => keepSchedules(desk, { articleId: articleIn(payload) }),
    [forgetTheOldTask]: () => forgetTheOld(desk),
    [collectPicturesTask]: () => collectPictures(desk),
  })

const traced = (list: Record<string, Task>): TaskList =>
  Object.fromEntries(
    Object.entries(list).map(([name, run]) => [
      name,
      (payload, helpers) => traceWork({ name: `job ${name}` }, async () => run(payload, helpers)),
    ]),
  )

function articleIn(payload: unknown): string {
  const articleId =
    typeof payload === 'object' && payload !== null && 'articleId' in payload ? payload.articleId : undefined
  if (typeof articleId !== 'string') throw new Error('this job names no article')
  return articleId
}
