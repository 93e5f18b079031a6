import { PrismaPg } from '@prisma/adapter-pg'
import type { Pool } from 'pg'
import { openPool } from './open-pool.ts'
import { watchPrisma } from './watch-prisma.ts'

type PrismaSettings = {
  max?: number
  /** Told of the connections, once they are used. */
  onPool?: (pool: Pool) => void
  /** Told of what a statement failed with, within the request that asked it. */
  onFailure?: (error: unknown) => void
  /** Without it, nobody ends a statement: for scripts that write much at once, and nobody waits for. */
  isServing?: boolean
}

/** How Prisma connects, in the server and in scripts alike. */
export const prismaOptions = (
  connectionString: string,
  { max = 20, onPool, onFailure, isServing = true }: PrismaSettings = {},
) => ({
  adapter: watchPrisma(
    new PrismaPg(openPool({ connectionString, max, ...(!isServing && endless) }), { disposeExternalPool: true }),
    { onPool, onFailure },
  ),
  transactionOptions: { timeout: 60_000, maxWait: 10_000 },
})

const endless = { statement_timeout: 0, query_timeout: 0 } as const
