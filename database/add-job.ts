import type { Sql } from './sql.ts'

export type JobOrder = {
  task: string
  payload: Record<string, string>
  /** One job a key: a later order replaces the one that waits. */
  key: string
  /** Null: as soon as possible. */
  runAt: Date | null
}

/** Hands a job to the queue inside the transaction that `sql` is in: it exists when, and only if, that commits. */
export async function addJob(sql: Sql, { task, payload, key, runAt }: JobOrder): Promise<void> {
  await sql(
    `select id from graphile_worker.add_job($1, payload := $2::json, job_key := $3, run_at := $4::timestamptz)`,
    [task, JSON.stringify(payload), key, runAt?.toISOString() ?? null],
  )
}
