import { createHash } from 'node:crypto'
import { buildWhenChanged } from '../commands/build-when-changed.ts'
import { startServingProcess, waitUntilReady } from '../commands/serving-process.ts'
import { readEnvironment } from '../environment.ts'
import { addressOf } from '../environment/address.ts'
import { findFreePort } from '../tests/running-newsroom.ts'
import type { Asked, Question } from './questions.ts'
import { startContender, type Started } from './start-contender.ts'

/** One HTTP request, as the load and fetch take it. */
export type Request = { path: string; method: 'GET' | 'POST'; headers?: Record<string, string>; body?: string }

export type Contender = {
  name: string
  title: string
  start: (databaseUrl: string, bodiesFile: string) => Promise<Started>
  request: (asked: Asked, question: Question['name']) => Request
  /** Requests that are the same at the same time are answered from one reading, unless their addresses differ. */
  toldApart?: true
  /** Only the first of two contenders of one process starts it. */
  sharesProcessOf?: string
}

/** No picture is asked for; the whole server keeps its secrets there. */
const dataDir = 'data/bench/newsroom'

const alone = (databaseUrl: string, megabytes: number) => async () =>
  startContender(['commands/delivery.ts'], {
    ...{ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PORT: String(await findFreePort()), LOG_LEVEL: 'warn' },
    DELIVERY_CACHE_MB: String(megabytes),
  })

const byText = ({ query }: Asked): Request => ({ path: `/graphql?query=${encodeURIComponent(query)}`, method: 'GET' })

/** By hash alone; whoever asks first sends the text along. */
const byHash = ({ query }: Asked): Request => {
  const sha256Hash = createHash('sha256').update(query).digest('hex')
  const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash } })
  return { path: `/graphql?extensions=${encodeURIComponent(extensions)}`, method: 'GET' }
}

/** In the order in which the tables show them. */
export const contenders: Contender[] = [
  {
    name: 'memory',
    title: 'bare node:http, the same bytes',
    start: (_url, bodies) => startContender(['bench/contenders/memory.ts', bodies]),
    request: byText,
  },
  {
    name: 'select',
    title: 'node:http, one select of ready JSON',
    start: url => startContender(['bench/contenders/select.ts', url]),
    request: askSelect,
  },
  {
    name: 'mercurius',
    title: 'bare Mercurius, the same select',
    start: url => startContender(['bench/contenders/mercurius.ts', url]),
    request: askMercurius,
  },
  {
    name: 'stock',
    title: 'plain Keystone',
    start: url => startContender(['bench/contenders/stock.ts', url]),
    request: askStock,
  },
  {
    name: 'uncached',
    title: 'Bouclage alone, nothing in memory',
    start: url => alone(url, 0)(),
    request: byText,
    toldApart: true,
  },
  {
    name: 'cached',
    title: 'Bouclage alone',
    start: url => alone(url, 64)(),
    request: byText,
  },
  {
    name: 'hash',
    title: 'Bouclage alone, by hash',
    start: url => alone(url, 64)(),
    request: byHash,
    sharesProcessOf: 'cached',
  },
  { name: 'full', title: 'Bouclage behind the whole server', start: startFullServer, request: byText },
]

/** The same request as often as there are connections, and twice, under addresses of their own. */
export const tellApart = (request: Request, connections: number): Request[] =>
  Array.from({ length: connections * 2 }, (_, index) => ({ ...request, path: `${request.path}&apart=${index}` }))

/** What teaches a process the texts of hashes: the first request, with both. */
export const withText = ({ path }: Request, { query }: Asked): string =>
  path.includes('extensions=') ? `${path}&query=${encodeURIComponent(query)}` : path

async function startFullServer(databaseUrl: string): Promise<Started> {
  await buildWhenChanged({ say: console.error, stop: new AbortController().signal })
  const own = { EMBEDDED_DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PORT: String(await findFreePort()) }
  const environment = readEnvironment({ NODE_ENV: 'production', LOG_LEVEL: 'warn', WORKER: 'off', ...own })
  const serving = startServingProcess({ environment, databaseUrl, output: 'pipe' })
  for (const stream of [serving.process.stdout, serving.process.stderr]) stream?.resume()
  if (!(await waitUntilReady(environment, serving))) throw new Error('The whole server ended before it was ready.')
  return {
    url: addressOf(environment.host, environment.port),
    pid: serving.pid,
    async stop() {
      serving.drain()
      await serving.exited
    },
  }
}

function askSelect({ slug, after }: Asked, question: Question['name']): Request {
  const values = after ? [after.firstPublished, after.id] : slug ? [slug] : []
  const isFirstPage = question === 'deep' && !after
  const search = values.map(value => `value=${encodeURIComponent(value)}`).join('&')
  return { path: `/${isFirstPage ? 'list' : question}?${search}`, method: 'GET' }
}

const mercuriusShown = `id slug headline description byline language firstPublished readingMinutes
  image { url altText caption creditLine } sections { position heading text } tags { name slug kind }`

function askMercurius({ slug, after }: Asked, question: Question['name']): Request {
  const given = after
    ? `(firstPublished: "${after.firstPublished}", id: "${after.id}")`
    : slug
      ? `(slug: "${slug}")`
      : ''
  const query = `{ ${question === 'deep' && !after ? 'list' : question}${given} { ${mercuriusShown} } }`
  return { path: `/graphql?query=${encodeURIComponent(query)}`, method: 'GET' }
}

const stockShown = `slug headline description byline language firstPublished readingMinutes
  image { url altText caption creditLine } sections(orderBy: { position: asc }) { position heading text } tags(orderBy: { slug: asc }) { name slug kind }`
const stockPage = (where: string, skip = 0) =>
  `{ articles(take: 20, skip: ${skip}, orderBy: { firstPublished: desc }${where}) { id ${stockShown} } }`

const stockQueries: Record<Question['name'], (asked: Asked) => string> = {
  list: () => stockPage(''),
  one: ({ slug }) => `{ article(where: { slug: "${slug}" }) { id ${stockShown} } }`,
  tag: ({ slug }) => stockPage(`, where: { tags: { some: { slug: { equals: "${slug}" } } } }`),
  search: ({ word }) => stockPage(`, where: { headline: { contains: "${word}" } }`),
  deep: ({ skip }) => stockPage('', skip),
}

function askStock(asked: Asked, question: Question['name']): Request {
  const body = JSON.stringify({ query: stockQueries[question](asked) })
  return { path: '/api/graphql', method: 'POST', headers: { 'content-type': 'application/json' }, body }
}
