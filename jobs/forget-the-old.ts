import { sqlOfPrisma } from '../database/sql.ts'
import { forgetEndedSessions } from '../sign-in/end-sessions.ts'
import { forgetCalls } from '../outgoing/forget-calls.ts'
import { forgetNotifications } from '../workflow/forget-notifications.ts'
import { forgetPreviewLinks } from '../workflow/forget-preview-links.ts'
import type { WorkerDesk } from './worker-desk.ts'

export const forgetTheOldTask = 'forget-the-old'

const sessionsKeptDays = 30

/**
 * Nightly: sessions, tokens and preview links that ended a month ago, notifications that were read long ago, calls that ended
 * long ago. Nothing that is on record.
 */
export async function forgetTheOld({ context, log }: Pick<WorkerDesk, 'context' | 'log'>): Promise<void> {
  const sql = sqlOfPrisma(context.prisma)
  const { sessions, tokens } = await forgetEndedSessions(context, { days: sessionsKeptDays })
  const notifications = await forgetNotifications(sql)
  const previewLinks = await forgetPreviewLinks(sql)
  const calls = await forgetCalls(sql)
  log.info({ sessions, tokens, notifications, previewLinks, calls }, 'forgot what nobody needs any more')
}
