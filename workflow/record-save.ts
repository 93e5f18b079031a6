import type { Session } from '../access.ts'
import type { Context } from '../generated/keystone/types.ts'
import { beginAct, type Newsroom } from './act.ts'
import { recordAudit, type AuditFacts } from './record-audit.ts'

/** Puts a save of anything but an article on the audit chain, inside the save's own transaction. */
export async function recordSave(context: Context<Session>, newsroom: Newsroom, facts: AuditFacts): Promise<void> {
  await recordAudit(beginAct(context, newsroom), facts)
}
