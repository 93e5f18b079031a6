import type { Sql } from './sql.ts'

/** Takes back all jobs that wait under a key with this beginning; one that is under way ends, and is not repeated. */
export async function removeJobs(sql: Sql, keyPrefix: string): Promise<void> {
  await sql(`select (graphile_worker.remove_job(key)).id from graphile_worker.jobs where starts_with(key, $1)`, [
    keyPrefix,
  ])
}
