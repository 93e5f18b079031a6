import type { Sql } from '../database/sql.ts'
import type { PublicationKind } from './begin-interval.ts'

export type Change = {
  kind: PublicationKind | 'unpublish' | 'kill' | 'tag' | 'reset'
  /** Null for a tag or a reset. */
  articleId: string | null
  /** Ids of all tags whose lists changed: those of before and of now. */
  tags: string[]
  at: Date
}

/**
 * Tells the world, on commit, that what readers get has changed; gives the change's position, which follows the order
 * of commits without a gap. Takes the ledger's lock: after this a transaction may only record more and commit.
 */
export async function recordChange(sql: Sql, { kind, articleId, tags, at }: Change): Promise<number> {
  const [change] = await sql<{ position: string }>(
    `with head as (update ledger.head set position = position + 1 returning position)
     insert into delivery.change (position, at, kind, article, tags)
     select position, $1::timestamptz, $2::text, $3::text, array(select jsonb_array_elements_text($4::jsonb)) from head
     returning position::text`,
    [at.toISOString(), kind, articleId, JSON.stringify(tags)],
  )
  if (!change) throw new Error('ledger.head has lost its row')
  // Listeners hear it when the transaction commits. Prisma cannot read a column of type void.
  await sql(`select pg_notify('bouclage_change', $1)::text as notified`, [change.position])
  return Number(change.position)
}
