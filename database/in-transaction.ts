import { traceStep } from '../tracing.ts'

type Transactional<Context> = {
  prisma: object
  transaction<Result>(run: (tx: Context) => Promise<Result>, options?: typeof limits): Promise<Result>
}

/** An uploaded picture is drained before its transaction opens, so no act needs longer than this. */
const limits = { timeout: 60_000, maxWait: 10_000 }

const open = new WeakSet<object>()

/**
 * Runs in the transaction that this context is in, or else in one of its own: all of it is kept, or nothing. Prisma
 * would make a savepoint of a transaction within another, and the newsroom's guards ask who wrote a row.
 */
export function inTransaction<Context extends Transactional<Context>, Result>(
  context: Context,
  run: (tx: Context) => Promise<Result>,
): Promise<Result> {
  if (open.has(context.prisma)) return run(context)
  const once = async (tx: Context) => {
    open.add(tx.prisma)
    return run(tx)
  }
  return traceStep({ name: 'transaction' }, () => context.transaction(once, limits))
}

/** Whether what is run with this context joins a transaction that somebody else opened, and ends. */
export const isInTransaction = ({ prisma }: { prisma: object }): boolean => open.has(prisma)
