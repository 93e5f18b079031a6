import type { Sql } from '../database/sql.ts'

/** Ends the public life of a picture: its addresses answer that it is gone, whatever shows it. */
export async function killPicture(sql: Sql, { imageId, at }: { imageId: string; at: Date }): Promise<void> {
  await sql(`update delivery.picture set killed_at = $2::timestamptz where image = $1 and killed_at is null`, [
    imageId,
    at.toISOString(),
  ])
}
