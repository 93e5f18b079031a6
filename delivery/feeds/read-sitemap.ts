import type { ReadRows } from '../read-rows.ts'
import type { NewsEntry, SitemapEntry } from './render-sitemaps.ts'

/**
 * A sitemap page holds the stories whose live publication has an id of one range: fixed ranges and not counted ones, so
 * that the millionth story costs what the first does. The standard allows 50,000; fewer are written in one go.
 */
const idsOnPage = 10_000

/** The standard's bound for an index, less the news sitemap. */
const pagesInIndex = 49_999

/** The pages that have stories, the newest first, each with its last publication. */
export function readSitemapPages(readRows: ReadRows): Promise<{ number: number; lastModified: Date }[]> {
  return readRows(
    `select page.number::int, newest.valid_from as "lastModified"
     from generate_series((select max(id) - 1 from delivery.publication) / ${idsOnPage} + 1, 1, -1) as page(number)
     cross join lateral (
       select p.valid_from from delivery.publication p
       where p.valid_to is null and not p.withheld
         and p.id > (page.number - 1) * ${idsOnPage} and p.id <= page.number * ${idsOnPage}
       order by p.id desc limit 1
     ) newest
     limit ${pagesInIndex}`,
    [],
  )
}

/** The stories of one page, from 1. */
export function readSitemap(readRows: ReadRows, page: number): Promise<SitemapEntry[]> {
  return readRows(
    `select p.slug, p.valid_from as "lastModified" from delivery.publication p
     where p.valid_to is null and not p.withheld and p.id > ($1::bigint - 1) * ${idsOnPage} and p.id <= $1::bigint * ${idsOnPage}
     order by p.id`,
    [page],
  )
}

/** What news search engines take at once. */
const newsLength = 1_000

/** Stories first published after an instant, newest first. */
export function readNews(readRows: ReadRows, after: Date): Promise<NewsEntry[]> {
  return readRows(
    `select p.slug, p.headline, p.language, p.first_published as "firstPublished" from delivery.publication p
     where p.valid_to is null and not p.withheld and p.first_published > $1::timestamptz
     order by p.first_published desc, p.article desc limit ${newsLength}`,
    [after],
  )
}
