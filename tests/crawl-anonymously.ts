import { getIntrospectionQuery } from 'graphql'
import { feedFormats } from '../delivery/feeds/feed-formats.ts'

/** What a stranger was given: where, and all of it, with its headers. */
export type Found = { surface: string; text: string }

/** What a stranger may know or guess of stories: addresses, but no words; `newest` is the position of the last change. */
export type Clues = {
  ids: string[]
  slugs: string[]
  tags: string[]
  pictures: string[]
  newest: () => Promise<number>
}

/**
 * Everything that a server gives to somebody who has not signed in: every query with every field, feeds, sitemaps,
 * events from the first on, pictures, refusals of each kind, figures, and each address a second time with its ETag.
 */
export async function crawlAnonymously(url: string, clues: Clues): Promise<Found[]> {
  const found = [...(await askDelivery(url, clues)), ...(await tryAuthoring(url, clues))]
  const addresses = [
    ...addressesOf(clues),
    ...['/graphql?query={', '/graphql', '/nowhere', '/%', '/images/x', '/images/../x', '/feeds/x'],
    ...['/metrics', '/healthz', '/readyz', '/preview/shared/x', `/preview/shared/${'x'.repeat(43)}`],
  ]
  for (const address of addresses) found.push(...(await getTwice(url, address)))
  for (const sitemap of linksIn(found.filter(({ surface }) => surface === 'GET /sitemap.xml')))
    found.push(...(await getTwice(url, sitemap)))
  found.push(await replayEvents(url, await clues.newest()))
  return found
}

const addressesOf = ({ ids, slugs, tags, pictures }: Clues) => [
  ...Object.keys(feedFormats).flatMap(file => [
    `/feeds/${file}`,
    ...tags.map(tag => `/feeds/tags/${tag}/${file}`),
    ...slugs.map(slug => `/feeds/${file}/${slug}`),
  ]),
  ...['/sitemap.xml', '/sitemap-news.xml', '/robots.txt'],
  ...ids.flatMap(id => [`/preview/articles/${id}`, `/preview/articles/${id}/revisions/1`]),
  ...pictures.flatMap(key => [`/images/${key}`, `/images/${key}/640.webp`, `/images/${key}/x`]),
]

async function askDelivery(url: string, { ids, slugs, tags }: Clues): Promise<Found[]> {
  const flat = `{ id slug headline description byline language readingMinutes wordCount firstPublished lastModified
    image { ...picture } sections { id position heading html text document image { ...picture } }
    tags { id name slug kind uri } corrections { note publishedAt } jsonLd }`
  const picture =
    'fragment picture on Image { id url srcset altText caption creditLine copyrightNotice isIllustrative focalPoint { x y } }'
  const queries = [
    `{ articles { edges { cursor node ${flat} } pageInfo { endCursor } } } ${picture}`,
    `{ articles { nodes { relatedArticles { slug headline description } similarArticles { slug headline description } } } }`,
    `{ search(query: "falaise") { edges { excerpt excerptText rank node { slug headline } } } }`,
    `{ tags { nodes { id name slug kind uri articles { nodes { slug headline } } } } }`,
    ...ids.map(id => `{ article(id: "${id}") ${flat} } ${picture}`),
    ...slugs.map(
      slug =>
        `{ article(slug: "${slug}") ${flat} articleStatus(slug: "${slug}") { status slug since note } } ${picture}`,
    ),
    ...tags.map(slug => `{ tag(slug: "${slug}") { name uri } articles(tag: "${slug}") { nodes { headline } } }`),
    `{ articles(first: -1) { nodes { headline } } }`,
    `{ articles(after: "x") { nodes { headline } } }`,
    `{ drafts { headline } }`,
    getIntrospectionQuery(),
  ]
  return Promise.all(queries.map(query => post(`${url}/graphql`, `delivery ${query.slice(0, 60)}`, { query })))
}

/** Nothing of the authoring API is for strangers; nor are its sentences. */
function tryAuthoring(url: string, { ids }: Clues): Promise<Found[]> {
  const query = (text: string) => post(`${url}/api/graphql`, `authoring ${text.slice(0, 60)}`, { query: text })
  return Promise.all([
    ...ids.flatMap(id => [
      query(`{ article(where: { id: "${id}" }) { headline } }`),
      query(`mutation { publishArticle(where: { id: "${id}" }, version: 1) { headline } }`),
    ]),
    query('{ articles { headline } revisions { snapshot } notifications { detail } webhooks { url } }'),
    query('{ __schema { types { name } } }'),
    query('{'),
    post(`${url}/api/graphql`, 'authoring without a query', {}),
  ])
}

/** The sign-in page, its refusals, and every script, style and data file that it leads to. */
export async function crawlSignIn(url: string): Promise<Found[]> {
  const found: Found[] = []
  const waiting = ['/signin', '/', '/articles', '/password', '/no-such-page']
  for (const address of waiting) {
    const page = await get(url, address)
    found.push(page)
    const linked = page.text.match(/(?:\/_next\/)?static\/[\w./~%[\]-]+\.(?:js|css|json)/g) ?? []
    for (const link of linked.map(part => (part.startsWith('/') ? part : `/_next/${part}`)))
      if (!waiting.includes(link)) waiting.push(link)
    const build = page.text.match(/"buildId":"([^"]+)"/)?.[1]
    if (build && !waiting.includes(`/_next/data/${build}/index.json`))
      waiting.push(`/_next/data/${build}/index.json`, `/_next/data/${build}/signin.json`)
  }
  return found
}

async function getTwice(url: string, address: string): Promise<Found[]> {
  const first = await get(url, address)
  const etag = first.text.match(/^etag: (.*)$/m)?.[1]
  return etag ? [first, await get(url, address, { 'if-none-match': etag })] : [first]
}

async function get(url: string, address: string, headers: Record<string, string> = {}): Promise<Found> {
  const response = await fetch(url + address, { headers, redirect: 'manual' })
  const again = headers['if-none-match'] ? ' again' : ''
  return { surface: `GET ${address}${again}`, text: await textOf(response) }
}

async function post(address: string, surface: string, body: object): Promise<Found> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { surface, text: await textOf(response) }
}

/** Bytes become characters one by one: words inside a picture’s file are found as well. */
async function textOf(response: Response): Promise<string> {
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`)
  return [response.status, ...headers, '', Buffer.from(await response.arrayBuffer()).toString('latin1')].join('\n')
}

/** Everything that was ever told, up to a change that is there by now: from then on a reader waits. */
async function replayEvents(url: string, newest: number): Promise<Found> {
  const stop = new AbortController()
  const response = await fetch(`${url}/events?after=0`, { signal: stop.signal })
  let text = ''
  const reader = response.body?.getReader()
  for (;;) {
    const { value: part, done } = (await reader?.read()) ?? { value: undefined, done: true }
    if (done || !part) break
    text += Buffer.from(part).toString('latin1')
    const told = [...text.matchAll(/^id: (\d+)\n/gm)].map(match => Number(match[1]))
    if (Math.max(0, ...told) >= newest) break
  }
  stop.abort()
  return { surface: 'events', text }
}

const linksIn = (found: Found[]) =>
  found.flatMap(({ text }) =>
    [...text.matchAll(/<loc>https?:\/\/[^/<]+(\/sitemap[^<]*)<\/loc>/g)].map(match => match[1] ?? ''),
  )
