import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { signInAll, type Cookies } from '../crash-load.ts'
import { startDeliveryProcess, type DeliveryProcess } from '../delivery-process.ts'
import { create, move, paragraphs, type Story } from '../newsroom.ts'
import { receiveTraces, type ReceivedSpan } from '../receive-traces.ts'
import { findFreePort, startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { until } from '../until.ts'

let receiver: Awaited<ReturnType<typeof receiveTraces>>
let newsroom: RunningNewsroom
let delivery: DeliveryProcess
let cookies: Cookies
before(async () => {
  receiver = await receiveTraces()
  const tracing = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_HEADERS: 'api-key=for-the-receiver' }
  newsroom = await startNewsroom({ LOG_LEVEL: 'info', ...tracing })
  delivery = await startDeliveryProcess({
    DATABASE_URL: newsroom.databaseUrl,
    ...tracing,
    OTEL_SERVICE_NAME: 'readers',
  })
  cookies = await signInAll(newsroom.url)
})
after(async () => {
  await delivery?.end('SIGTERM')
  await newsroom?.stop()
  await receiver?.close()
})

const secret = 'La falaise que personne ne doit lire'

test('what an editor does is one trace, from the caller’s own down to the statements', async () => {
  const { traceparent, traceId, spanId } = newTrace()

  const story = await ask('author', { traceparent }, ...create({ headline: secret, slug: 'la-falaise' }))
  const trace = await wholeTrace(traceId, 'POST authoring')

  assert.ok(story.id)
  const [request, operation, transaction] = chain(trace, ['POST authoring', 'graphql mutation', 'transaction'])
  assert.equal(request?.parentId, spanId)
  assert.equal(request?.attributes['http.response.status_code'], 200)
  assert.equal(operation?.attributes['graphql.operation.type'], 'mutation')
  const steps = below(trace, transaction)
  for (const step of ['INSERT Article', 'INSERT Revision', 'INSERT AuditEntry'])
    assert.ok(steps.includes(step), `${step} is among ${steps.join(', ')}`)
  assert.deepEqual(request?.resource['service.name'], 'bouclage')
  assert.equal(request?.resource['bouclage.process'], 'server')
  const [line] = logLines().filter(({ trace_id }) => trace_id === traceId)
  assert.equal(line?.requestId, request?.attributes['bouclage.request_id'])
})

test('what a reader asks is traced to its statement, and what memory answers is one span', async () => {
  const [first, second] = [newTrace(), newTrace()]
  const address = `${delivery.url}/graphql?query=${encodeURIComponent('query Front { articles { nodes { slug } } }')}`

  for (const { traceparent } of [first, second])
    assert.equal((await fetch(address, { headers: { traceparent } })).status, 200)
  const asked = await wholeTrace(first.traceId, 'GET delivery')
  const remembered = await wholeTrace(second.traceId, 'GET delivery')

  const [request, operation, statement] = chain(asked, ['GET delivery', 'graphql query', /^WITH|^SELECT/])
  assert.equal(operation?.attributes['graphql.operation.name'], 'Front')
  assert.equal(statement?.attributes['db.system.name'], 'postgresql')
  assert.equal(request?.resource['service.name'], 'readers')
  assert.deepEqual(
    remembered.map(({ name }) => name),
    ['GET delivery'],
  )
})

test('a story that goes out at its time is traced, and so is the job that the queue keeps for it', async () => {
  const story = await approved()
  const publishAt = new Date(Date.now() + 1_500).toISOString()

  await ask('publisher', {}, ...move('schedule', story, { publishAt }))
  // The queue and the sweep ask at the same time: either may find it first, and the job looks in any case.
  const [publication, job] = await until('both are traced', async () => {
    const found = ['schedule publish', 'job keep-schedule'].map(name => receiver.spans.find(span => span.name === name))
    return found.every(span => span) ? found : null
  })

  assert.equal(publication?.attributes['bouclage.article'], story.id)
  assert.equal(publication?.failed, false)
  const steps = below(spansOf(job?.traceId ?? ''), job)
  assert.ok(steps.includes('transaction') && steps.includes('SELECT Article'), steps.join(', '))
})

test('no word of a story, no value and no secret is in a trace', async () => {
  const seen = receiver.bytes()

  assert.ok(receiver.spans.length > 100, `${receiver.spans.length} spans`)
  for (const word of [
    secret,
    'falaise',
    'author@example.org',
    'bouclage-demo',
    'for-the-receiver',
    newsroom.databaseUrl,
  ])
    assert.ok(!seen.includes(word), `${word} is in a trace`)
  for (const cookie of Object.values(cookies)) assert.ok(!seen.includes(cookie.split('=')[1] ?? cookie))
  assert.ok(receiver.requests.every(({ headers }) => headers['api-key'] === 'for-the-receiver'))
})

test('a process that ends sends what it still has', async () => {
  const { traceparent, traceId } = newTrace()
  const last = await startDeliveryProcess({
    DATABASE_URL: newsroom.databaseUrl,
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
  })

  await fetch(`${last.url}/feeds/rss.xml`, { headers: { traceparent } })
  const code = await last.end('SIGTERM')

  assert.equal(code, 0)
  assert.ok(hasIn(traceId, 'GET delivery'))
})

test('without a receiver everything goes on, and the process ends as always', async () => {
  const alone = await startDeliveryProcess({
    DATABASE_URL: newsroom.databaseUrl,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await findFreePort()}`,
  })

  const answers = await Promise.all(Array.from({ length: 20 }, () => alone.statusOf('/feeds/rss.xml')))
  const code = await alone.end('SIGTERM')

  assert.deepEqual([...new Set(answers)], [200])
  assert.equal(code, 0)
})

function newTrace() {
  const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')]
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-01` }
}

const spansOf = (traceId: string) => receiver.spans.filter(span => span.traceId === traceId)
const hasIn = (traceId: string, name: string) => spansOf(traceId).some(span => span.name === name)

/** A request’s own span is the last to end; what it waited for came before, and in the same or an earlier message. */
async function wholeTrace(traceId: string, first: string): Promise<ReceivedSpan[]> {
  await until(`a trace with ${first}`, async () => hasIn(traceId, first))
  return spansOf(traceId)
}

/** One span below another, perhaps with others in between. */
function chain(trace: ReceivedSpan[], names: (string | RegExp)[]): ReceivedSpan[] {
  const found: ReceivedSpan[] = []
  for (const name of names) {
    const fits = (span: ReceivedSpan) => (typeof name === 'string' ? span.name === name : name.test(span.name))
    const parent = found.at(-1)
    const next = trace.find(span => fits(span) && (!parent || isBelow(trace, span, parent)))
    assert.ok(next, `${name} is in ${trace.map(span => span.name).join(', ')}`)
    found.push(next)
  }
  return found
}

const below = (trace: ReceivedSpan[], parent: ReceivedSpan | undefined): string[] =>
  trace.filter(span => parent && isBelow(trace, span, parent)).map(({ name }) => name)

function isBelow(trace: ReceivedSpan[], span: ReceivedSpan, above: ReceivedSpan): boolean {
  if (span.parentId === above.spanId) return true
  const parent = trace.find(({ spanId }) => spanId === span.parentId)
  return parent !== undefined && isBelow(trace, parent, above)
}

type Line = { trace_id?: string; requestId?: string; msg?: string }

const logLines = () =>
  newsroom
    .printed()
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line) as Line)

async function approved(): Promise<Story> {
  const furniture = '{ tags(take: 1) { id } images(take: 1) { id } }'
  const { tags, images } = (await post('author', {}, furniture, {})) as Record<'tags' | 'images', { id: string }[]>
  const content = {
    ...{ headline: secret, description: secret, tags: { connect: tags }, image: { connect: images[0] } },
    sections: [{ heading: secret, body: paragraphs(secret) }],
  }
  const story = await ask('author', {}, ...create(content))
  Object.assign(story, await ask('author', {}, ...move('submit', story)))
  return Object.assign(story, await ask('editor', {}, ...move('approve', story)))
}

async function ask(role: keyof Cookies, headers: object, query: string, variables: object): Promise<Story> {
  return Object.values(await post(role, headers, query, variables))[0] as Story // all these queries ask for a story
}

async function post(role: keyof Cookies, headers: object, query: string, variables: object) {
  const response = await fetch(`${newsroom.url}/api/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: cookies[role], ...headers },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = (await response.json()) as { data?: Record<string, unknown>; errors?: { message: string }[] } // GraphQL's own shape
  return data ?? assert.fail(errors?.[0]?.message)
}
