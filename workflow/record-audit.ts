import { createHmac } from 'node:crypto'
import type { Act } from './act.ts'

/** `article.publish`, `user.update` …: the list's name in lower case, and what was done. */
export type AuditAction = `${string}.${string}`

export type AuditFacts = {
  action: AuditAction
  /** `article:ID`, `user:ID` …, or the name of a script's act. */
  subject: string
  from?: string | null
  to?: string | null
  revision?: number | null
  reason?: string | null
}

/** All that an entry's hash covers, in the order in which it is covered. */
export type ChainedEntry = Required<AuditFacts> & {
  sequence: number
  actorId: string
  requestId: string | null
  at: string
  previousHash: string
}

/**
 * Appends to the audit chain. Takes the ledger's lock, which every recording transaction takes last, so that sequence
 * and hash follow the order of commits without a gap: after this, a transaction may only record more and commit.
 */
export async function recordAudit(act: Act, facts: AuditFacts): Promise<void> {
  const [head] = await act.sql<{ sequence: number; hash: string; now: Date }>(
    `select sequence, hash, clock_timestamp()::timestamptz(3) as now from ledger.head for update`,
  )
  if (!head) throw new Error('ledger.head has lost its row')
  const entry: ChainedEntry = {
    sequence: head.sequence + 1,
    actorId: act.onRecord,
    action: facts.action,
    subject: facts.subject,
    from: facts.from ?? null,
    to: facts.to ?? null,
    revision: facts.revision ?? null,
    reason: facts.reason ?? null,
    requestId: act.requestId,
    at: head.now.toISOString(),
    previousHash: head.hash,
  }
  const hash = hashOfEntry(entry, act.auditKey)
  await act.prisma.auditEntry.create({ data: { ...entry, at: head.now, hash } })
  await act.sql(`update ledger.head set sequence = $1::int, hash = $2`, [entry.sequence, hash])
}

/** Hex HMAC-SHA-256 over the entry's fields as a JSON array, which no two different entries share. */
export function hashOfEntry(entry: ChainedEntry, auditKey: string): string {
  const { sequence, actorId, action, subject, from, to, revision, reason, requestId, at, previousHash } = entry
  const covered = [sequence, actorId, action, subject, from, to, revision, reason, requestId, at, previousHash]
  return createHmac('sha256', auditKey).update(JSON.stringify(covered)).digest('hex')
}
