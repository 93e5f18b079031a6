import { current, filed, shownPublication, type Moment } from './moment.ts'
import type { ArticleCursor } from './page-cursor.ts'
import { startOfPage } from './start-of-page.ts'
import type { ReadRows } from './read-rows.ts'
import { articleColumns, type ArticleParts, type ArticleRow } from './select-articles.ts'

export type ArticlesAsked = {
  /** How many rows at most: one more than a page shows, to see whether there is a next one. */
  limit: number
  after: ArticleCursor | null
  /** A tag's slug. */
  tag: string | null
  language: string | null
  publishedAfter: Date | null
  publishedBefore: Date | null
  moment: Moment
  parts: ArticleParts
}

/** Stories, newest first, from a position on. Every page is one range of an index, however far back it lies. */
export function readArticles(readRows: ReadRows, asked: ArticlesAsked): Promise<ArticleRow[]> {
  const start = startOfPage(asked)
  const lower = asked.publishedAfter ?? '-infinity'
  const filters = [asked.tag, asked.language].filter(value => value !== null)
  return readRows<ArticleRow>(articlesStatement(asked), [
    asked.moment,
    start.time,
    start.id,
    lower,
    asked.limit,
    ...filters,
  ])
}

/** One text for each combination of filters, so that each has a plan of its own. */
function articlesStatement({ tag, language, moment, parts }: ArticlesAsked): string {
  const place = tag === null ? 'p' : 'pt'
  return `select ${articleColumns(parts, moment)} from (
      select p.* from ${tag === null ? 'delivery.publication p' : taggedPublications(moment)}
      where ${shownPublication('p', moment)}
        and (${place}.first_published, ${place}.article) < ($2::timestamptz, $3::text)
        and ${place}.first_published > $4::timestamptz
        ${language === null ? '' : `and p.language = ${tag === null ? '$6' : '$7'}`}
      order by ${place}.first_published desc, ${place}.article desc limit $5::int
    ) p order by p.first_published desc, p.article desc`
}

const taggedPublications = (moment: Moment) => `delivery.publication_tag pt
      join delivery.publication p on p.id = pt.publication
        and pt.tag = (select t.id from delivery.tag t where t.slug = $6 and ${current('t', moment)} order by t.valid_from desc limit 1)
        and ${filed('pt', moment)}`
