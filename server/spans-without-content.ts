import type { Attributes } from '@opentelemetry/api'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace'

/**
 * The facts that may leave in a span. Keystone and Next make spans of their own, whose errors quote what people wrote
 * and whose addresses hold what they searched for: so only what is known to be harmless passes.
 */
const harmless = new Set([
  'http.request.method',
  'http.response.status_code',
  'db.system.name',
  'db.query.summary',
  'graphql.operation.type',
  'graphql.operation.name',
  'error.type',
  'exception.type',
  'keystone.list',
  'next.span_type',
  'bouclage.door',
  'bouclage.request_id',
  'bouclage.article',
  'bouclage.release',
  'bouclage.call',
  'bouclage.tries',
  'bouclage.seconds_late',
])

/** Whose names of spans are a few fixed words. */
const namesKnown = new Set(['bouclage', 'keystone'])

/** An exporter that lets nothing pass but times, ids, fixed names and harmless facts. */
export function withoutContent(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(stripped), done),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  }
}

function stripped(span: ReadableSpan): ReadableSpan {
  const kept: Partial<ReadableSpan> = {
    name: nameOf(span),
    attributes: only(span.attributes),
    events: span.events.map(event => ({ ...event, attributes: only(event.attributes ?? {}) })),
    links: span.links.map(({ context }) => ({ context })),
    status: { code: span.status.code },
  }
  // All else (ids, times, its kind) is as it was: the span itself stands behind it.
  return Object.create(span, Object.getOwnPropertyDescriptors(kept)) as ReadableSpan
}

/** Next names a span by the address that was asked for. */
function nameOf({ name, instrumentationScope, attributes }: ReadableSpan): string {
  if (namesKnown.has(instrumentationScope.name)) return name
  return String(attributes['next.span_type'] ?? instrumentationScope.name)
}

const only = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => harmless.has(name)))
