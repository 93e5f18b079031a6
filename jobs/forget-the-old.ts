import { sqlOfPrisma } from '../database/sql.ts'
import { forgetEndedSessions } from '../sign-in/end-sessions.ts'
import { forgetNotifications } from '../workflow/forget-notifications.ts'
import type { WorkerDesk } from './worker-desk.ts'

export const forgetTheOldTask = 'forget-the-old'

const sessionsKeptDays = 30

/** Nightly: sessions that ended a month ago, and notifications that were read long ago. Nothing that is on record. */
export async function forgetTheOld({ context, log }: Pick<WorkerDesk, 'context' | 'log'>): Promise<void> {
  const sessions = await forgetEndedSessions(context, { days: sessionsKeptDays })
  const notifications = await forgetNotifications(sqlOfPrisma(context.prisma))
  log.info({ sessions, notifications }, 'forgot what nobody needs any more')
}
