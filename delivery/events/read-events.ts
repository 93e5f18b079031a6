import type { ReadRows } from '../read-rows.ts'
import type { ToldChange } from './public-event.ts'

/** How many changes are read, and written, at once: some 50 kB. */
export const eventsPage = 200

type Row = Omit<ToldChange, 'position'> & { position: string }

/**
 * The changes after a position, the oldest first, with what may be told of them now. Changes before the last reset are
 * left out: what they spoke of is no more. Three short walks of an index for each change, however long a story's history.
 */
export async function readEvents(readRows: ReadRows, after: number, most = eventsPage): Promise<ToldChange[]> {
  const rows = await readRows<Row>(statement, [after, most])
  return rows.map(row => ({ ...row, position: Number(row.position) }))
}

const statement = `
  select c.position::text, c.at, c.kind, c.article, c.tags, begun.it as begun, before.it as before, newest.it as newest
  from (
    select * from delivery.change
    where position > greatest($1::bigint,
      coalesce((select max(position) from delivery.change where kind = 'reset'), 0) - 1)
    order by position limit $2::int
  ) c
  left join lateral (
    select json_build_object('withheld', p.withheld, 'note', p.note, 'language', p.language) as it
    from delivery.publication p where p.article = c.article and p.valid_from = c.at
  ) begun on true
  left join lateral (
    select json_build_object('withheld', p.withheld, 'endNote', p.end_note, 'language', p.language,
      'endedHere', p.valid_to is not distinct from c.at) as it
    from delivery.publication p where p.article = c.article and p.valid_from < c.at
    order by p.valid_from desc limit 1
  ) before on true
  left join lateral (
    select json_build_object('slug', p.slug, 'headline', p.headline, 'language', p.language,
      'isLive', p.valid_to is null and not p.withheld) as it
    from delivery.publication p where p.article = c.article
    order by p.valid_from desc limit 1
  ) newest on true
  order by c.position`

/** Streams that wait for the same position ask once. */
export function shareReading(readRows: ReadRows): (after: number) => Promise<ToldChange[]> {
  const underWay = new Map<number, Promise<ToldChange[]>>()
  return after => {
    const reading = underWay.get(after) ?? readEvents(readRows, after).finally(() => underWay.delete(after))
    underWay.set(after, reading)
    return reading
  }
}
