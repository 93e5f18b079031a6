import type { Sql } from '../database/sql.ts'
import type { ChainedEntry } from './record-audit.ts'

export type StoredEntry = ChainedEntry & { hash: string }
/** The newest entry: whoever has noted it can tell later whether the chain before it is still the same. */
export type AuditHead = { sequence: number; hash: string }

const batch = 1_000

/** All entries in their order, a batch at a time, however many there are. */
export async function* readAudit(sql: Sql): AsyncGenerator<StoredEntry> {
  let [sequence, id] = [Number.MIN_SAFE_INTEGER, '']
  for (;;) {
    const rows = await sql<Row>(
      // A tampered table may hold a sequence twice: the id keeps the pages apart.
      `select id, sequence, "actorId", action, subject, "from", "to", revision, reason, "requestId", at, "previousHash", hash
         from "AuditEntry" where (sequence, id) > ($1::bigint, $2) order by sequence, id limit $3::int`,
      [sequence, id, batch],
    )
    for (const { id: _, at, ...row } of rows) yield { ...row, at: at.toISOString() }
    const last = rows.at(-1)
    if (!last || rows.length < batch) return
    ;[sequence, id] = [last.sequence, last.id]
  }
}

type Row = Omit<StoredEntry, 'at'> & { id: string; at: Date }

/** What the ledger holds for the newest entry. */
export async function readAuditHead(sql: Sql): Promise<AuditHead> {
  const [head] = await sql<AuditHead>(`select sequence, hash from ledger.head`)
  if (!head) throw new Error('ledger.head has lost its row')
  return head
}
