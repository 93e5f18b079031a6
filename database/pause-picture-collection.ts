import type { Sql } from './sql.ts'

// Of this database alone, as are the rows that name pictures.
const lock = `hashtextextended('bouclage: bytes of pictures stay', 0)`

/**
 * From now until this connection ends no bytes of a picture are removed; waits for a removal that is under way. For a
 * backup, which reads pictures long after the rows that name them.
 */
export async function pausePictureCollection(sql: Sql): Promise<void> {
  await sql(`select pg_advisory_lock_shared(${lock})::text`)
}

/** Whether nobody has asked for a pause; if so, none begins before this transaction ends. */
export async function mayCollectPictures(sql: Sql): Promise<boolean> {
  const [answer] = await sql<{ free: boolean }>(`select pg_try_advisory_xact_lock(${lock}) as free`)
  return answer?.free === true
}
