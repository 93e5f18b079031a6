import type { Sql } from '../database/sql.ts'

/**
 * Those of these keys of pictures that nothing names: no row of Image, nothing that readers got or get, no revision.
 * The first two are found by an index and name nearly all; only for what is left every revision is read.
 */
export async function findUnnamedPictures(sql: Sql, keys: string[]): Promise<string[]> {
  const inRows = await sql<{ key: string }>(
    `select asked.key from unnest($1::text[]) as asked (key)
      where exists (select from "Image" where file_id = asked.key)
         or exists (select from delivery.picture where picture.key = asked.key)`,
    [keys],
  )
  const left = without(keys, inRows)
  if (left.length === 0) return []
  const inHistory = await sql<{ key: string }>(
    `select named.key from (
       select jsonb_array_elements_text(${keysIn('snapshot')}) as key from "Revision"
       union
       select jsonb_array_elements_text(${keysIn('content')}) from delivery.publication) as named
      where named.key = any ($1::text[])`,
    [left],
  )
  return without(left, inHistory)
}

const keysIn = (column: string) =>
  `jsonb_path_query_array(${column}, '$.image.key') || jsonb_path_query_array(${column}, '$.sections[*].image.key')`

function without(keys: string[], named: { key: string }[]): string[] {
  const found = new Set(named.map(({ key }) => key))
  return keys.filter(key => !found.has(key))
}
