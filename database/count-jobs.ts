import type { Sql } from './sql.ts'

export type JobFigures = {
  /** Jobs that a worker could take now, that one has taken, and that were given up. */
  jobsReady: number
  jobsRunning: number
  jobsFailed: number
  /** How long the oldest that is ready has been waiting; 0 when none is. */
  jobSeconds: number
}

/** Figures for operators, in one statement. */
export async function countJobs(sql: Sql): Promise<JobFigures> {
  const [figures] = await sql<JobFigures>(
    `with job as (
       select locked_at is not null as is_running, attempts >= max_attempts as has_failed,
              extract(epoch from statement_timestamp() - run_at) as waited
         from graphile_worker.jobs
     )
     select count(*) filter (where is_running)::int as "jobsRunning",
            count(*) filter (where has_failed and not is_running)::int as "jobsFailed",
            count(*) filter (where waited >= 0 and not has_failed and not is_running)::int as "jobsReady",
            coalesce(greatest(max(waited) filter (where not has_failed and not is_running), 0), 0)::float8 as "jobSeconds"
       from job`,
  )
  if (!figures) throw new Error('the database counted nothing')
  return figures
}
