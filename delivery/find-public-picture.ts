import type { Sql } from '../database/sql.ts'

/** The size in pixels of a picture that a publication uses or used; `killed` when it was withdrawn; null for any other. */
export async function findPublicPicture(
  sql: Sql,
  key: string,
): Promise<{ width: number; height: number } | 'killed' | null> {
  const [picture] = await sql<{ width: number; height: number; killed: boolean }>(
    'SELECT width, height, killed_at IS NOT NULL AS killed FROM delivery.picture WHERE key = $1',
    [key],
  )
  if (!picture) return null
  return picture.killed ? 'killed' : { width: picture.width, height: picture.height }
}
