import type { Sql } from '../database/sql.ts'
import { NewsroomError } from '../errors.ts'

/**
 * Takes everything from readers, for the seed's reset, which has said so in its transaction
 * (`set local bouclage.act = 'seed.reset'`); the caller then records a `reset`. Changes stay: positions only grow.
 */
export async function clearDelivery(sql: Sql): Promise<void> {
  const [said] = await sql<{ act: string }>(`select ledger.act() as act`)
  if (said?.act !== 'seed.reset') {
    throw new NewsroomError(
      'INTERNAL',
      'What readers get is cleared by the reset of the seed alone: run `npm run seed`.',
    )
  }
  // publication_tag goes with its publications.
  await sql(`delete from delivery.publication`)
  await sql(`delete from delivery.tag`)
  await sql(`delete from delivery.slug`)
  await sql(`delete from delivery.picture`)
}
