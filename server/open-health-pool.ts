import type { Pool } from 'pg'
import { openPool } from '../database/open-pool.ts'

/** Connections for `/readyz` alone: a door that is full of work still tells whether the database answers. */
export const openHealthPool = (connectionString: string): Pool =>
  openPool({
    ...{ connectionString, max: 2, application_name: 'bouclage-health' },
    ...{ connectionTimeoutMillis: 1_500, query_timeout: 1_500, statement_timeout: 1_500 },
  })
