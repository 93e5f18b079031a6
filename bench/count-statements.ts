import type { BenchDatabase } from './bench-database.ts'

const repeats = 10

/** SQL statements that one call sends, by PostgreSQL's own count over several; null where the server does not count. */
export async function countStatements(
  { sql, isCounting }: BenchDatabase,
  call: () => Promise<unknown>,
): Promise<number | null> {
  if (!isCounting) return null
  const before = await countAll(sql)
  for (let done = 0; done < repeats; done += 1) await call()
  return Math.round(((await countAll(sql)) - before) / repeats)
}

/** Without what processes ask by themselves: what is new, whether all is well, and this very count. */
async function countAll(sql: BenchDatabase['sql']): Promise<number> {
  const [row] = await sql<{ calls: number }>(
    String.raw`select coalesce(sum(calls), 0)::float8 as calls from pg_stat_statements
      where dbid = (select oid from pg_database where datname = current_database())
        and query !~* 'pg_stat_statements|^\s*select newest.position|^listen|graphile_worker'`,
  )
  return row?.calls ?? 0
}
