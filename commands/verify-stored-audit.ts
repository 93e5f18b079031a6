import pg from 'pg'
import { sqlOfPg } from '../database/sql.ts'
import { readAudit, readAuditHead } from '../workflow/read-audit.ts'
import { verifyAudit, type Verification, type VerificationOrder } from '../workflow/verify-audit.ts'

/** On one snapshot of the database, so that what is recorded meanwhile is no finding. */
export async function verifyStoredAudit(
  databaseUrl: string,
  order: Omit<VerificationOrder, 'ledger'>,
): Promise<Verification> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'bouclage-audit' })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const sql = sqlOfPg(client)
    return await verifyAudit(readAudit(sql), { ...order, ledger: await readAuditHead(sql) })
  } finally {
    await client.end()
  }
}
