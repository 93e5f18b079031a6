import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Readable } from 'node:stream'
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { parse as parseHtml } from 'parse5'
import robotsParser from 'robots-parser'
import { parseSitemap, parseSitemapIndex } from 'sitemap'

import { publishedImage, startDelivery, type Delivery } from '../delivery-fixtures.ts'
import { assertFits, assertFitsSitemap } from '../standards/check-xml.ts'
import { jsonFeedSchema } from '../standards/json-feed.ts'
import { ninjsSchema } from '../standards/ninjs.ts'

/** What an XML document may not hold, would end too soon with, or a reader could take for markup. */
const hostile = 'A & B <script>alert("1")</script> ]]> \u0007\u000B\uFFFE 😀 \u202Eevil\u202C é'
const harmless = hostile.replaceAll('\u0007', '\uFFFD').replaceAll('\u000B', '\uFFFD').replaceAll('\uFFFE', '\uFFFD')

let delivery: Delivery
before(async () => {
  delivery = await startDelivery({ now: '2026-11-23T12:00:00.000Z' })
  await delivery.tag({
    id: 'sport',
    slug: 'sport',
    name: 'Sport',
    kind: 'rubric',
    uri: 'https://cv.iptc.org/newscodes/mediatopic/15000000',
  })
  await delivery.tag({ id: 'ada', slug: 'ada', name: 'Ada & Co <b>', kind: 'person' })
  await delivery.tag({ id: 'hidden', slug: 'affaire', name: 'L’affaire', kind: 'topic' })
  await delivery.publish({ id: 'old', at: '2026-11-01T08:00:00.000Z', language: 'en', headline: 'Two days before' })
  await delivery.publish({ ...rich, at: '2026-11-22T09:00:00.000Z' })
  await delivery.publish({
    ...rich,
    at: '2026-11-22T10:00:00.000Z',
    kind: 'correct',
    note: `The year & <place> were wrong.`,
  })
  await delivery.publish({
    id: 'killed',
    at: '2026-11-22T11:00:00.000Z',
    headline: 'Defamatory',
    tags: ['hidden'],
    slug: 'defamatory',
  })
  await delivery.kill('killed', '2026-11-22T12:00:00.000Z', 'It was not true.')
  await delivery.publish({ id: 'gone', at: '2026-11-22T11:30:00.000Z', headline: 'Withdrawn' })
  await delivery.unpublish('gone', '2026-11-22T12:30:00.000Z')
})
after(() => delivery.close())

const rich = {
  id: 'rich',
  slug: 'l-été-à-paris',
  headline: hostile,
  description: `Standfirst ${hostile}`,
  byline: 'Ada Lovelace',
  tags: ['ada', 'sport'],
  image: publishedImage({ caption: 'A <caption>', copyrightNotice: '© Ada', altText: 'Cover & "quotes"' }),
  sections: [{ heading: 'First & last', html: '<p>One &amp; two<br></p>', text: 'One & two' }],
}

async function get(url: string, headers: Record<string, string> = {}) {
  const response = await delivery.app.inject({ method: 'GET', url, headers })
  return { status: response.statusCode, headers: response.headers, body: response.body }
}

async function read(url: string): Promise<string> {
  const { status, body } = await get(url)
  assert.equal(status, 200, body)
  return body
}

const ajv = new Ajv2020({ allErrors: true })
formats.default(ajv)

function assertFitsJson(document: unknown, schema: AnySchema) {
  const fits = ajv.compile(schema)
  assert.ok(fits(document), ajv.errorsText(fits.errors))
}

test('RSS is valid, and says of a story what it is, who wrote it and when it was corrected', async () => {
  const xml = await read('/feeds/rss.xml')
  const feed = parseRssFeed(xml)

  await assertFits(xml, 'rss')
  assert.deepEqual(
    feed.items?.map(item => item.guid?.value),
    ['rich', 'old'].map(uriOf),
  )
  const [story] = feed.items ?? []
  assert.equal(story?.title, harmless)
  assert.equal(story?.link, 'https://news.example/l-%C3%A9t%C3%A9-%C3%A0-paris')
  assert.equal(story?.pubDate, 'Sun, 22 Nov 2026 09:00:00 GMT')
  assert.equal(story?.atom?.updated, '2026-11-22T10:00:00.000Z')
  assert.deepEqual(story?.dc?.creators, ['Ada Lovelace'])
  assert.deepEqual(
    story?.categories?.map(({ name }) => name),
    ['Ada & Co <b>', 'Sport'],
  )
  assert.equal(story?.media?.contents?.[0]?.url, `https://news.example/images/${rich.image.key}/1280.jpg`)
  assert.equal(story?.media?.contents?.[0]?.height, 720)
  assertIsWholeStory(story?.content?.encoded)
  assert.equal(feed.atom?.links?.find(({ rel }) => rel === 'self')?.href, 'https://news.example/feeds/rss.xml')
})

test('Atom is valid, and says the same', async () => {
  const xml = await read('/feeds/atom.xml')
  const feed = parseAtomFeed(xml)

  await assertFits(xml, 'atom')
  assert.equal(feed.updated, '2026-11-22T10:00:00.000Z')
  assert.deepEqual(
    feed.entries?.map(({ id }) => id),
    ['rich', 'old'].map(uriOf),
  )
  const [story] = feed.entries ?? []
  assert.equal(textOf(story?.title), harmless)
  assert.equal(story?.published, '2026-11-22T09:00:00.000Z')
  assert.equal(story?.updated, '2026-11-22T10:00:00.000Z')
  assertIsWholeStory(textOf(story?.content))
})

test('JSON Feed is valid, and says the same', async () => {
  const json: unknown = JSON.parse(await read('/feeds/feed.json'))
  const feed = parseJsonFeed(json)

  assertFitsJson(json, jsonFeedSchema)
  assert.deepEqual(
    feed.items?.map(({ id }) => id),
    ['rich', 'old'].map(uriOf),
  )
  const [story] = feed.items ?? []
  assert.equal(story?.title, hostile)
  assert.equal(story?.date_modified, '2026-11-22T10:00:00.000Z')
  assert.deepEqual(story?.tags, ['Ada & Co <b>', 'Sport'])
  assertIsWholeStory(story?.content_html)
})

test('ninjs is valid, as a list and for one story by its slug or its uri', async () => {
  const list: { associations: Ninjs[] } = JSON.parse(await read('/feeds/ninjs'))
  const bySlug: Ninjs = JSON.parse(await read(`/feeds/ninjs/${encodeURIComponent(rich.slug)}`))
  const byUri: Ninjs = JSON.parse(await read(new URL(uriOf('rich')).pathname))

  for (const document of [list, bySlug]) assertFitsJson(document, ninjsSchema)
  assert.deepEqual(
    list.associations.map(({ uri }) => uri),
    ['rich', 'old'].map(uriOf),
  )
  assert.deepEqual(bySlug, byUri)
  assert.deepEqual(bySlug.people, [{ name: 'Ada & Co <b>', rel: 'about', literal: 'ada' }])
  assert.equal(bySlug.bodies.find(({ role }) => role === 'correction')?.value, 'The year & <place> were wrong.')
  assert.equal(bySlug.associations?.[0]?.type, 'picture')
})

test('a partner that asks for a killed story as ninjs learns that it was canceled, and nothing of what it said', async () => {
  const killed = await get('/feeds/ninjs/defamatory')
  const byUri = await get(new URL(uriOf('killed')).pathname)
  const withdrawn = await get('/feeds/ninjs/gone')

  assert.equal(killed.status, 410)
  assert.equal(killed.headers['cache-control'], 'no-store')
  assert.deepEqual([byUri.status, byUri.body], [killed.status, killed.body])
  const tombstone: unknown = JSON.parse(killed.body)
  assertFitsJson(tombstone, ninjsSchema)
  assert.deepEqual(tombstone, {
    standard: { name: 'ninjs', version: '3.1', schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#' },
    uri: uriOf('killed'),
    type: 'text',
    pubStatus: 'canceled',
    versionCreated: '2026-11-22T12:00:00.000Z',
    edNote: 'It was not true.',
  })
  assert.equal(withdrawn.status, 404)
})

test('JSON-LD is an ItemList of the stories as NewsArticle', async () => {
  const list: { '@type': string; itemListElement: { item: Record<string, unknown> }[] } = JSON.parse(
    await read('/feeds/jsonld'),
  )
  const story: Record<string, unknown> = JSON.parse(await read('/feeds/jsonld/old'))

  assert.equal(list['@type'], 'ItemList')
  assert.deepEqual(
    list.itemListElement.map(({ item }) => item.identifier),
    ['rich', 'old'],
  )
  assert.deepEqual(list.itemListElement[1]?.item, story)
  assert.equal(story['@type'], 'NewsArticle')
})

test('the news sitemap has the stories of the last 48 hours, and the sitemap all of them', async () => {
  const news = await read('/sitemap-news.xml')
  const index = await read('/sitemap.xml')
  const page = await read('/sitemap-1.xml')

  await assertFits(news, 'sitemap-news')
  await assertFits(index, 'sitemap-index')
  await assertFitsSitemap(page)
  const [story, ...others] = await parseSitemap(Readable.from([news]))
  assert.deepEqual([story?.news?.title, story?.news?.publication.language, others], [harmless, 'fr', []])
  const indexed = await parseSitemapIndex(Readable.from([index]))
  assert.deepEqual(
    indexed.map(({ url }) => url),
    ['https://news.example/sitemap-news.xml', 'https://news.example/sitemap-1.xml'],
  )
  const all = await parseSitemap(Readable.from([page]))
  assert.deepEqual(
    all.map(({ url }) => url),
    ['https://news.example/old', 'https://news.example/l-%C3%A9t%C3%A9-%C3%A0-paris'],
  )
  assert.equal((await get('/sitemap-2.xml')).status, 404)
})

test('robots.txt lets crawlers to feeds, sitemaps and pictures, and keeps them out of the desk', async () => {
  const text = await read('/robots.txt')
  const robots = robotsParser('https://news.example/robots.txt', text)

  const open = ['/feeds/rss.xml', '/sitemap.xml', '/sitemap-1.xml', `/images/${rich.image.key}/640.webp`]
  const closed = ['/', '/articles', '/api/graphql', '/signin', '/events', '/metrics', '/preview/x']
  assert.deepEqual(
    open.filter(path => !robots.isAllowed(`https://news.example${path}`, 'AnyBot')),
    [],
  )
  assert.deepEqual(
    closed.filter(path => !robots.isDisallowed(`https://news.example${path}`, 'AnyBot')),
    [],
  )
  assert.deepEqual(robots.getSitemaps(), ['https://news.example/sitemap.xml'])
})

test('a feed is narrowed to a tag, a language, or both', async () => {
  const idsOf = async (url: string) => parseRssFeed(await read(url)).items?.map(item => item.guid?.value) ?? []

  assert.deepEqual(await idsOf('/feeds/tags/sport/rss.xml'), [uriOf('rich')])
  assert.deepEqual(await idsOf('/feeds/rss.xml?language=en'), [uriOf('old')])
  assert.deepEqual(await idsOf('/feeds/tags/sport/rss.xml?language=en'), [])
  await assertFits(await read('/feeds/tags/sport/rss.xml?language=en'), 'rss')
  await assertFits(await read('/feeds/tags/sport/atom.xml?language=en'), 'atom')
  assertFitsJson(JSON.parse(await read('/feeds/tags/sport/ninjs?language=en')), ninjsSchema)
})

test('a feed leads on from page to page, to every story once', async () => {
  const many = await startDelivery()
  const ids = Array.from({ length: 65 }, (_, index) => `story${index}`)
  for (const [index, id] of ids.entries()) {
    await many.publish({ id, at: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString() })
  }

  const seen: string[] = []
  let next: string | undefined = '/feeds/feed.json'
  while (next !== undefined) {
    const { body } = await many.app.inject({ method: 'GET', url: next })
    const page: { items: { id: string }[]; next_url?: string } = JSON.parse(body)
    assertFitsJson(page, jsonFeedSchema)
    seen.push(...page.items.map(({ id }) => id))
    next = page.next_url?.replace('https://news.example', '')
  }
  await many.close()

  assert.deepEqual(seen, ids.toReversed().map(uriOf))
})

test('what is not there is refused in a feed’s own words, and kept by no cache', async () => {
  const refused = await Promise.all(
    [
      ['/feeds/tags/affaire/rss.xml', 404, 'application/problem+xml; charset=utf-8'],
      ['/feeds/tags/nothing/feed.json', 404, 'application/json; charset=utf-8'],
      ['/feeds/ninjs/nothing', 404, 'application/json; charset=utf-8'],
      ['/feeds/atom.xml?language=%00', 400, 'application/problem+xml; charset=utf-8'],
      ['/feeds/atom.xml?language=fr&language=en', 400, 'application/problem+xml; charset=utf-8'],
      ['/feeds/ninjs?after=garbage', 400, 'application/json; charset=utf-8'],
      [`/feeds/tags/${'x'.repeat(301)}/rss.xml`, 400, 'application/problem+xml; charset=utf-8'],
      ['/sitemap-0.xml', 404, 'application/json; charset=utf-8'],
      ['/sitemap-999999999.xml', 404, 'application/problem+xml; charset=utf-8'],
    ].map(async ([url, status, type]) => ({ asked: [url, status, type], got: await get(String(url)) })),
  )

  for (const { asked, got } of refused) {
    assert.deepEqual([asked[0], got.status, got.headers['content-type']], asked)
    assert.equal(got.headers['cache-control'], 'no-store')
    assert.match(got.body, /NOT_FOUND|INVALID_INPUT/)
  }
})

test('no feed, sitemap or refusal names a killed or withdrawn story', async () => {
  const addresses = ['rss.xml', 'atom.xml', 'feed.json', 'ninjs', 'jsonld'].map(file => `/feeds/${file}`)
  const others = [
    '/sitemap.xml',
    '/sitemap-1.xml',
    '/sitemap-news.xml',
    '/feeds/tags/affaire/ninjs',
    '/feeds/ninjs/defamatory',
    '/feeds/jsonld/defamatory',
  ]

  const answers = await Promise.all([...addresses, ...others].map(url => get(url)))

  for (const { body } of answers)
    assert.doesNotMatch(body, /Defamatory|defamatory|Withdrawn|news\.example\/gone|L’affaire/)
})

test('a feed is answered like any query: tags for caches, a 304 to who holds it, and HEAD', async () => {
  const full = await get('/feeds/tags/sport/rss.xml')
  const again = await get('/feeds/tags/sport/rss.xml', { 'if-none-match': String(full.headers.etag) })
  const head = await delivery.app.inject({ method: 'HEAD', url: '/feeds/tags/sport/rss.xml' })

  assert.equal(full.headers['content-type'], 'application/rss+xml; charset=utf-8')
  assert.equal(full.headers['cache-control'], 'public, max-age=0, s-maxage=60, stale-while-revalidate=30')
  assert.equal(full.headers['cache-tag'], 'article:rich,articles,tag:ada,tag:sport')
  assert.equal(full.headers['access-control-allow-origin'], '*')
  assert.deepEqual([again.status, again.body], [304, ''])
  assert.deepEqual([head.statusCode, head.body, head.headers.etag], [200, '', full.headers.etag])
})

type Ninjs = {
  uri: string
  type: string
  people?: object[]
  bodies: { role: string; value: string }[]
  associations?: Ninjs[]
}

const uriOf = (id: string) => `https://news.example/feeds/ninjs/${id}`

const textOf = (text: unknown) =>
  typeof text === 'object' && text !== null && 'value' in text ? String(text.value) : String(text)

/** HTML that a strict parser reads without an error, with the text, the pictures and what was corrected. */
function assertIsWholeStory(html: string | undefined) {
  const errors: string[] = []
  parseHtml(`<!doctype html>${html}`, { onParseError: ({ code }) => errors.push(code) })
  assert.deepEqual(errors, [])
  assert.match(String(html), /<h2>First &amp; last<\/h2>\n<p>One &amp; two<br><\/p>/)
  assert.match(String(html), /alt="Cover &amp; &quot;quotes&quot;"/)
  assert.match(String(html), /Rectificatif.*2026-11-22.*The year &amp; &lt;place&gt; were wrong\./)
}
