import { sqlOfPrisma } from '../database/sql.ts'
import type { Context } from '../generated/keystone/types.ts'
import type { Newsroom } from './act.ts'
import { recordAudit } from './record-audit.ts'

/** Puts a sign-in on record, in the transaction that makes the session. */
export async function recordSignIn(context: Context, newsroom: Newsroom, userId: string): Promise<void> {
  const { id, name, role } = await context.prisma.user.findUniqueOrThrow({ where: { id: userId } })
  const act = {
    prisma: context.prisma,
    sql: sqlOfPrisma(context.prisma),
    person: { id, name, role },
    onRecord: id,
    requestId: newsroom.requestId(),
    auditKey: newsroom.auditKey(),
  }
  await recordAudit(act, { action: 'user.signIn', subject: `user:${id}` })
}
