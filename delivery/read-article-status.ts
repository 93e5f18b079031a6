import { decideStatus, type ArticleStatus, type PublicInterval } from './decide-status.ts'
import type { Moment } from './moment.ts'
import type { ReadRows } from './read-rows.ts'

/** What became of a slug, and the id of the story it belongs to; null when nothing was ever public under it. */
export async function readArticleStatus(
  readRows: ReadRows,
  asked: { slug: string; moment: Moment },
): Promise<(ArticleStatus & { article: string }) | null> {
  const intervals = await readRows<PublicInterval & { article: string }>(
    `select p.article, p.slug, p.valid_from as "from", p.valid_to as "to", p.ended_by as "endedBy",
            p.end_note as "endNote", p.withheld
     from delivery.publication p
     where p.article = (select s.article from delivery.slug s where s.slug = $1)
     order by p.valid_from`,
    [asked.slug],
  )
  const status = decideStatus(intervals, asked)
  return status && intervals[0] ? { ...status, article: intervals[0].article } : null
}
