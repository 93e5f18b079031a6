import type { Publisher } from '../../environment/publisher.ts'
import { articleAddress } from '../publisher.ts'
import { element, textElement, writeDocument } from './write-markup.ts'

const sitemapNamespace = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const newsNamespace = 'http://www.google.com/schemas/sitemap-news/0.9'

export type SitemapEntry = { slug: string; lastModified: Date }
export type NewsEntry = { slug: string; headline: string; language: string; firstPublished: Date }

/** The index (sitemaps.org): the news sitemap, and one page after another of all stories. */
export function renderSitemapIndex(publicUrl: string, pages: { number: number; lastModified: Date }[]): string {
  const news = element('sitemap', {}, element('loc', {}, `${publicUrl}/sitemap-news.xml`))
  const others = pages.map(page =>
    element(
      'sitemap',
      {},
      element('loc', {}, `${publicUrl}/sitemap-${page.number}.xml`),
      element('lastmod', {}, page.lastModified.toISOString()),
    ),
  )
  return writeDocument(element('sitemapindex', { xmlns: sitemapNamespace }, news, ...others))
}

/** One page of all stories. */
export function renderSitemap(publisher: Publisher, entries: SitemapEntry[]): string {
  const urls = entries.map(({ slug, lastModified }) =>
    element(
      'url',
      {},
      element('loc', {}, articleAddress(publisher, slug)),
      element('lastmod', {}, lastModified.toISOString()),
    ),
  )
  return writeDocument(element('urlset', { xmlns: sitemapNamespace }, ...urls))
}

/** The news sitemap, as Google and Bing read it. */
export function renderNewsSitemap(publisher: Publisher, entries: NewsEntry[]): string {
  const urls = entries.map(({ slug, headline, language, firstPublished }) =>
    element(
      'url',
      {},
      element('loc', {}, articleAddress(publisher, slug)),
      element(
        'news:news',
        {},
        element(
          'news:publication',
          {},
          element('news:name', {}, publisher.name),
          element('news:language', {}, newsLanguage(language)),
        ),
        element('news:publication_date', {}, firstPublished.toISOString()),
        textElement('news:title', headline),
      ),
    ),
  )
  return writeDocument(element('urlset', { xmlns: sitemapNamespace, 'xmlns:news': newsNamespace }, ...urls))
}

/** Two or three letters, but for the two writings of Chinese that news sitemaps tell apart. */
function newsLanguage(language: string): string {
  const [name = '', ...rest] = language.toLowerCase().split('-')
  if (name !== 'zh') return name
  return rest.some(part => ['tw', 'hk', 'mo', 'hant'].includes(part)) ? 'zh-tw' : 'zh-cn'
}
