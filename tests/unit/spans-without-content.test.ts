import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import type { ReadableSpan } from '@opentelemetry/sdk-trace'
import { summaryOf } from '../../database/trace-statements.ts'
import { withoutContent } from '../../server/spans-without-content.ts'

type Part = Partial<Pick<ReadableSpan, 'name' | 'attributes' | 'events' | 'status'>> & { scope: string }

/** What a receiver would get of a span that somebody’s code made. */
function sent({ scope, ...part }: Part): ReadableSpan {
  let received: ReadableSpan[] = []
  const exporter = withoutContent({ export: spans => void (received = spans), shutdown: async () => {} })
  const made = { name: 'x', attributes: {}, events: [], links: [], status: { code: 0 }, ended: true, ...part }
  // Of a span, what the filter looks at.
  exporter.export([{ ...made, instrumentationScope: { name: scope } } as unknown as ReadableSpan], () => {})
  return received[0] ?? assert.fail('nothing was sent')
}

test('of an error that quotes a story, only its kind leaves', () => {
  const attributes = {
    'exception.type': 'Error',
    'exception.message': 'La falaise',
    'exception.stacktrace': 'La falaise',
  }

  const span = sent({
    ...{ scope: 'keystone', name: 'mutation updateArticle', status: { code: 2, message: 'La falaise' } },
    attributes: { 'keystone.list': 'Article', 'keystone.data': 'La falaise' },
    events: [{ name: 'exception', time: [0, 0], attributes }],
  })

  assert.deepEqual(
    { name: span.name, attributes: span.attributes, status: span.status, ended: span.ended },
    { name: 'mutation updateArticle', attributes: { 'keystone.list': 'Article' }, status: { code: 2 }, ended: true },
  )
  assert.deepEqual(span.events[0]?.attributes, { 'exception.type': 'Error' })
})

test('a page’s span that is named by the address asked for loses it', () => {
  const address = '/password?token=hush'

  const span = sent({
    ...{ scope: 'next.js', name: `GET ${address}` },
    attributes: { 'http.target': address, 'next.span_type': 'BaseServer.handleRequest' },
  })

  assert.equal(span.name, 'BaseServer.handleRequest')
  assert.ok(!JSON.stringify(span.attributes).includes('hush'))
})

test('a statement is told by what it does and with which table', () => {
  const told = [
    `select story.id from "Article" story where headline = 'La falaise'`,
    `-- planned anew each time\n  with found as materialized (select 1 from delivery.publication p) select 1`,
    `INSERT INTO "public"."Revision" ("id") VALUES ($1)`,
    `update ledger.head set sequence = 1`,
    `select extract(epoch from clock_timestamp() - "publishAt") as late from "Article" story`,
    `BEGIN`,
  ].map(summaryOf)

  assert.deepEqual(told, [
    ...['SELECT Article', 'WITH delivery.publication', 'INSERT Revision', 'UPDATE ledger.head', 'SELECT Article'],
    'BEGIN',
  ])
})

test('where nobody wants traces, nothing that makes them is loaded', () => {
  const script = `
    const { startTracing } = await import('./server/start-tracing.ts')
    await import('./delivery/build-delivery.ts')
    await (await startTracing(undefined, { process: 'delivery', log: console }))()
    const { createRequire } = await import('node:module')
    const loaded = Object.keys(createRequire(process.cwd() + '/')('module')._cache)
    console.log(loaded.filter(file => /opentelemetry.(sdk|exporter|otlp)/.test(file)).length, loaded.length > 50)`

  const printed = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  })

  assert.equal(printed.trim(), '0 true')
})
