import type { Sql } from '../database/sql.ts'

/** Names are quoted as SQL wants them. */
export type Table = Readonly<{
  name: string
  /** Without generated ones, which PostgreSQL fills itself. */
  columns: string[]
  /** By which rows come in the same order on every server, whatever its collation. */
  order: string[]
  /** Tables that a foreign key of this one points to. */
  pointsTo: string[]
}>

/**
 * Every table that holds what must not be lost, each after those that it points to. Left out are the queue's, whose jobs
 * are only hints and are found again by the sweep; Prisma's list of migrations, which a restore writes by applying them;
 * and unlogged tables, which PostgreSQL itself may empty.
 */
export async function describeTables(sql: Sql): Promise<Table[]> {
  return inOrderOfReference(await sql<Table>(statement))
}

const statement = `
  select format('%I.%I', n.nspname, c.relname) as name,
    (select array_agg(format('%I', a.attname) order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
    coalesce(
      (select array_agg(format('%I::text collate "C"', a.attname) order by array_position(i.indkey::int2[], a.attnum))
         from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey::int2[])
        where i.indrelid = c.oid and i.indisprimary),
      (select array_agg(format('%I::text collate "C"', a.attname) order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)) as order,
    coalesce(
      (select array_agg(distinct format('%I.%I', fn.nspname, f.relname)) from pg_constraint k
         join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid), '{}') as "pointsTo"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind = 'r' and c.relpersistence = 'p'
     and n.nspname not in ('information_schema', 'graphile_worker') and n.nspname !~ '^pg_'
     and (n.nspname, c.relname) <> ('public', '_prisma_migrations')
   order by n.nspname collate "C", c.relname collate "C"`

function inOrderOfReference(tables: Table[]): Table[] {
  const ordered: Table[] = []
  let left = tables
  while (left.length > 0) {
    const next = left.filter(({ pointsTo }) => pointsTo.every(name => left.every(table => table.name !== name)))
    if (next.length === 0) throw new Error(`Foreign keys run in a circle: ${left.map(({ name }) => name).join(', ')}`)
    ordered.push(...next)
    left = left.filter(table => !next.includes(table))
  }
  return ordered
}
