import { sqlOfPrisma } from '../database/sql.ts'
import { readAudit, readAuditHead } from '../workflow/read-audit.ts'
import { verifyAudit, type Verification } from '../workflow/verify-audit.ts'
import type { TestNewsroom } from './newsroom.ts'

/** The trail as `npm run audit:verify` would find it now. */
export async function verifyStoredTrail({
  context,
  newsroom,
}: Pick<TestNewsroom, 'context' | 'newsroom'>): Promise<Verification> {
  const sql = sqlOfPrisma(context.prisma)
  const ledger = await readAuditHead(sql)
  return verifyAudit(readAudit(sql), { auditKey: newsroom.auditKey(), ledger, noted: null })
}
