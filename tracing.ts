import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Context, Span } from '@opentelemetry/api'

export { SpanKind }

/**
 * What a span says besides its name and times. Names of things, numbers and ids: nothing that people wrote or typed, no
 * values of statements, no variables, no addresses. What is not on the list of `server/export-traces.ts` never leaves.
 */
export type Facts = Readonly<Record<string, string | number>>

type Work = { name: string; kind?: SpanKind; facts?: Facts }

// On globalThis: `keystone dev` loads the configuration anew, while the doors stay those of the first copy.
const key = Symbol.for('bouclage.tracing')
const shared = globalThis as { [key]?: boolean }

/** Whether anybody receives traces; while nobody does, the functions below only call what they are given. */
export const isTracing = (): boolean => shared[key] === true

export const setTracing = (on: boolean): void => void (shared[key] = on)

const tracer = trace.getTracer('bouclage')

/** Something that begins here: a job, a call. Within something traced it is a part of that. */
export async function traceWork<Result>(
  { name, kind, facts }: Work,
  run: (note: (facts: Facts) => void) => Promise<Result>,
): Promise<Result> {
  if (!isTracing()) return run(() => {})
  return tracer.startActiveSpan(name, { kind, attributes: facts }, async span => {
    try {
      return await run(noted => void span.setAttributes(noted))
    } catch (error) {
      markFailed(span, error)
      throw error
    } finally {
      span.end()
    }
  })
}

/** A step of something that is traced; by itself it is not worth a trace, as of a poll that asks every second. */
export async function traceStep<Result>(work: Work, run: () => Promise<Result>): Promise<Result> {
  return isTracing() && trace.getActiveSpan()?.isRecording() ? traceWork(work, run) : run()
}

/** A part that does not end where it begins: whoever begins it ends it, and runs in it what belongs to it. */
export function beginPart({ name, kind, facts }: Work, parent: Context = context.active()): Part {
  const span = tracer.startSpan(name, { kind, attributes: facts }, parent)
  const within = trace.setSpan(parent, span)
  return { span, run: work => context.with(within, work) }
}

export type Part = { span: Span; run: <Result>(work: () => Result) => Result }

/** The trace that a caller is in, by its `traceparent`; a trace of its own for whoever names none. */
export const traceOfCaller = (headers: Readonly<Record<string, unknown>>): Context =>
  propagation.extract(ROOT_CONTEXT, headers)

/** How a GraphQL operation calls itself: the name that its app wrote in the query, if it is one. */
export function operationFacts(type: string, name: string | null | undefined): Facts {
  const isName = name !== null && name !== undefined && /^\w{1,100}$/.test(name)
  return { 'graphql.operation.type': type, ...(isName && { 'graphql.operation.name': name }) }
}

/** For logs, under the names by which tools join them with traces; nothing outside of a trace. */
export function traceIds(): { trace_id?: string; span_id?: string } {
  const now = isTracing() ? trace.getActiveSpan()?.spanContext() : undefined
  return now ? { trace_id: now.traceId, span_id: now.spanId } : {}
}

/**
 * What was done and is over, where only its end shows that it was worth telling: a sweep finds nothing most of the time.
 * `began` is a moment of `Date.now()`.
 */
export function tracePast({ name, facts }: Work, { began, failure }: { began: number; failure: unknown }): void {
  if (!isTracing()) return
  const span = tracer.startSpan(name, { attributes: facts, startTime: began })
  if (failure) markFailed(span, failure)
  span.end()
}

function markFailed(span: Span, error: unknown): void {
  span.setAttribute('error.type', typeOf(error))
  span.setStatus({ code: SpanStatusCode.ERROR })
}

/** A class or a code, and never the message, which may quote what people wrote. */
function typeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
