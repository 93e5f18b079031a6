import { traceStatement } from './trace-statements.ts'

/**
 * One statement on one connection, inside whatever transaction that connection is in.
 * `values` fill `$1`, `$2` …; JSON goes in as text with a `::jsonb` cast in the statement. Rows come back as objects,
 * `timestamptz` as `Date`, `bigint` as `bigint` or string, by the driver: cast it in the statement where it matters.
 */
export type Sql = <Row = Record<string, unknown>>(text: string, values?: unknown[]) => Promise<Row[]>

type PrismaRaw = { $queryRawUnsafe: <T>(text: string, ...values: unknown[]) => Promise<T> }
type PgQueryable = { query: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }> }

/** Statements inside a Prisma (and so a Keystone) transaction. */
export const sqlOfPrisma =
  (prisma: PrismaRaw): Sql =>
  <Row>(text: string, values: unknown[] = []) =>
    prisma.$queryRawUnsafe<Row[]>(text, ...values)

/** Statements on a `pg` client or pool. */
export const sqlOfPg =
  (client: PgQueryable): Sql =>
  async <Row>(text: string, values: unknown[] = []) =>
    // pg types its rows as any; the caller names the row's shape beside the statement.
    (await traceStatement(text, () => client.query(text, values))).rows as Row[]
