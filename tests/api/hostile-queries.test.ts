import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { buildClientSchema, buildSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql'
import type pg from 'pg'
import { buildDelivery } from '../../delivery/build-delivery.ts'
import { openDeliveryPool } from '../../delivery/open-delivery-pool.ts'
import { deliverySchema } from '../../delivery/schema.ts'
import { errorCatalogue } from '../../errors.ts'
import { placesOf, type TextPlace } from '../hostile-questions.ts'
import { breakingTexts } from '../hostile-texts.ts'
import { drawPicture } from '../make-pictures.ts'
import { proofSize } from '../proof-size.ts'
import { sendPicture } from '../send-upload.ts'
import { publishStory } from '../publish-story.ts'
import { sqlOfPg } from '../../database/sql.ts'
import { startAuthoring, type AuthoringUnderTest } from '../start-authoring.ts'

/** So many of the texts go into each place. */
const textsAPlace = proofSize(1)
const texts = Object.entries(breakingTexts)

let authoring: AuthoringUnderTest
let cookie: string
let readers: pg.Pool
let delivery: FastifyInstance
before(async () => {
  authoring = await startAuthoring()
  await authoring.addUser('admin@example.org', 'admin')
  cookie = (await authoring.signIn('admin@example.org', 'correct horse')).cookie ?? ''
  await furnish()
  readers = openDeliveryPool({ databaseUrl: authoring.databaseUrl, max: 2 })
  delivery = buildDelivery({ pool: readers, publicUrl: 'https://news.example' })
  const client = await authoring.pool.connect()
  await client.query('begin')
  await publishStory(sqlOfPg(client), 'une-histoire')
  await client.query('commit')
  client.release()
})
after(async () => {
  await delivery.close()
  await readers.end()
  await authoring.close()
})

/** A row in nearly every list: a condition on none is never looked at. */
async function furnish(): Promise<void> {
  const add = async (list: string, data: object) => {
    const query = `mutation ($data: ${list}CreateInput!) { made: create${list}(data: $data) { id } }`
    const { body, text } = await authoring.ask(query, { cookie, variables: { data } })
    const made = body.data?.['made'] as { id: string } | undefined // as the query asks
    return { connect: { id: made?.id ?? assert.fail(text) } }
  }
  const bytes = await drawPicture({ width: 40, height: 30 }).png().toBuffer()
  const { key } = await sendPicture({ port: authoring.port, cookie }, { name: 'photo.png', bytes })
  const image = await authoring.prisma.image.findUniqueOrThrow({ where: { file_id: key } })
  const tag = await add('Tag', { name: 'Un lieu' })
  const sections = [{ heading: 'Un intertitre', image: { id: image.id }, imageCaption: 'Une légende' }]
  const story = await add('Article', {
    ...{
      headline: 'Une histoire',
      description: 'Ce que l’on sait.',
      byline: 'La rédaction',
      edNote: 'À relire',
      sections,
    },
    ...{ image: { connect: { id: image.id } }, tags: { connect: [tag.connect] } },
  })
  await add('Release', { name: 'Une parution', articles: { connect: [story.connect] } })
  await add('EditorialNote', { article: story, text: 'Une note' })
  await add('Webhook', { name: 'Un site', url: 'https://example.org/x' })
  await authoring.ask(`mutation { makePreviewLink(where: { id: "${story.connect.id}" }, note: "Pour elle") { url } }`, {
    cookie,
  })
}

type Asked = { place: TextPlace; what: string; value: string }
type Answer = { status: number; text: string; body: GraphqlAnswer }
type GraphqlAnswer = { data?: { found?: unknown } | null; errors?: { message: string; extensions: { code: string } }[] }

/** Places of one name, as all `contains`, take the texts by turns, so that every text goes into each way to compare. */
function casesOf(places: TextPlace[]): Asked[] {
  const turns = new Map<string, number>()
  return places.flatMap(place => {
    const name = place.path.split('.').at(-1) ?? ''
    const turn = turns.get(name) ?? 0
    turns.set(name, turn + textsAPlace)
    return Array.from({ length: Math.min(textsAPlace, texts.length) }, (_, index) => {
      const [what, value] = texts[(turn + index) % texts.length] ?? assert.fail()
      return { place, what, value }
    })
  })
}

/** Nobody is told what a database, a driver or a library said. */
const leaks =
  /prisma|postgres|invocation|syntax error|\bP\d{4}\b|\b(22|42)[0-9A-Z]{3}\b|pg_|SELECT |stack|node_modules|RangeError|TypeError/i

type Outcome = { isRefused: boolean; fault?: string }

/** What is wrong with an answer, if anything: it broke, it says what a library said, or it found what is not like the text. */
function judge({ place, what, value }: Asked, { status, text, body }: Answer): Outcome {
  const errors = body.errors ?? []
  const isRefused = errors.length > 0
  const fault = (why: string): Outcome => ({
    isRefused,
    fault: `${why}: ${place.path} with ${what}: ${text.slice(0, 300)}`,
  })
  if (status >= 500) return fault(`status ${status}`)
  for (const { message, extensions } of errors) {
    if (!(extensions.code in errorCatalogue) || ['INTERNAL', 'UNAVAILABLE'].includes(extensions.code))
      return fault('broken')
    // GraphQL quotes the caller, in its own spelling.
    const isGraphql = /^(Variable "\$|Syntax Error|Expected value|\w+ cannot represent)/.test(message)
    if (!isGraphql && leaks.test(message.replaceAll(value, ''))) return fault('too much said')
    if (message.length > 1_000 + 2 * value.length) return fault('too long')
  }
  const found = body.data?.found
  const none = found === null || found === 0 || (Array.isArray(found) && found.length === 0)
  return !isRefused && place.selects && !none ? fault('found what is not there') : { isRefused }
}

const faultsIn = (outcomes: Outcome[]) => outcomes.flatMap(({ fault }) => fault ?? []).slice(0, 20)

test('no text breaks a query, a filter or a mutation of the desk, and none finds more than it says', async t => {
  const { body } = await authoring.ask(getIntrospectionQuery(), { cookie })
  const schema = buildClientSchema(body.data as unknown as IntrospectionQuery)
  const own = ['endSession', 'authenticateUserWithPassword', 'setPasswordByLink']
  const cases = casesOf(placesOf(schema, { except: own }))
  const rows = await countRows()
  const outcomes: Outcome[] = []

  for (const asked of cases) {
    const { place, value } = asked
    const answer = await authoring.ask(place.text, { cookie, variables: place.fill(value) })
    outcomes.push(judge(asked, answer as unknown as Answer))
  }

  const refused = outcomes.filter(({ isRefused }) => isRefused).length
  assert.deepEqual(faultsIn(outcomes), [])
  assert.ok(cases.length > 2_500 && cases.length - refused > 700, `${cases.length} cases, ${refused} refused`)
  for (const [table, count] of Object.entries(await countRows())) assert.ok(count >= (rows[table] ?? 0), table)
  t.diagnostic(`${cases.length} cases: ${cases.length - refused} answered, ${refused} refused`)
})

async function countRows(): Promise<Record<string, number>> {
  const { rows } = await authoring.pool.query<{ name: string; rows: number }>(
    `select c.relname as name,
            (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from public.%I', c.relname), false, true, '')))[1]::text::int as rows
       from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`,
  )
  return Object.fromEntries(rows.map(({ name, rows: count }) => [name, count]))
}

test('no text breaks a query of readers, as a variable, in the query or in the address', async t => {
  const places = placesOf(buildSchema(deliverySchema))
  const cases = places.flatMap(place => texts.map(([what, value]) => ({ place, what, value })))
  const outcomes: Outcome[] = []

  for (const asked of cases) {
    const { place, value } = asked
    const variables = place.fill(value)
    const written = inQuery(place, variables)
    const ways = [
      { method: 'POST' as const, url: '/graphql', payload: { query: place.text, variables } },
      { method: 'POST' as const, url: '/graphql', payload: { query: written } },
      { method: 'GET' as const, url: `/graphql?query=${encodeURIComponent(written.replace(/\p{Cs}/gu, ''))}` },
    ]
    for (const way of ways) {
      const { statusCode, body } = await delivery.inject(way)
      outcomes.push(judge(asked, { status: statusCode, text: body, body: JSON.parse(body) as GraphqlAnswer }))
    }
  }

  const { body } = await delivery.inject({
    url: `/graphql?query=${encodeURIComponent('{ articles { nodes { slug } } }')}`,
  })
  assert.match(body, /une-histoire/)
  t.diagnostic(`${outcomes.length} answers to ${places.length} places`)
})

/** The same query with its values written into it. */
function inQuery({ text }: TextPlace, variables: Record<string, unknown>): string {
  const body = text.replace(/^query \([^)]*\)/, '')
  return Object.entries(variables).reduce(
    (written, [name, value]) => written.replace(`$${name}`, () => JSON.stringify(value)),
    body.replace(/\b\w+: \$(\w+),? ?/g, (part, name: string) => (name in variables ? part : '')),
  )
}

test('no text breaks an address: feeds, pictures, previews, events, whatever its encoding', async () => {
  const spelled = [...texts.map(([, text]) => encodeURIComponent(text.replace(/\p{Cs}/gu, '').slice(0, 2_000))), '%', '%zz', '%c3%28', '%ff%fe', '%ed%a0%bd', '%00', '..%2f..%2f', '%252e%252e'] // prettier-ignore
  const addresses = spelled.flatMap(text => [
    `/feeds/${text}`,
    `/feeds/tags/${text}/rss.xml`,
    `/feeds/rss.xml?language=${text}&after=${text}`,
    `/feeds/ninjs/${text}`,
    `/graphql?query=${text}`,
    `/graphql?query={articles{nodes{slug}}}&variables=${text}&operationName=${text}&extensions=${text}`,
    `/sitemap${text}.xml`,
    `/events/${text}`,
    `/${text}`,
  ])

  for (const url of addresses) {
    const { statusCode, body, headers } = await delivery.inject({ url })
    assert.ok(statusCode < 500, `${url.slice(0, 200)}: ${statusCode} ${body.slice(0, 300)}`)
    assert.doesNotMatch(String(headers['content-type']), /text\/html/, url.slice(0, 200))
  }
})
