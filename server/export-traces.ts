import { randomUUID } from 'node:crypto'
import { context, diag, DiagLogLevel, propagation, trace, type DiagLogger } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type Sampler,
} from '@opentelemetry/sdk-trace'
import type { Tracing } from '../environment/tracing.ts'
import { isTracing, setTracing } from '../tracing.ts'
import type { Logger } from './log.ts'
import { withoutContent } from './spans-without-content.ts'
import type { StopTracing, TracedProcess } from './start-tracing.ts'

/** A receiver that does not answer holds up neither the work nor the end of the process. */
const patienceMs = 3_000

/** Begins to collect and send; see `startTracing`. */
export function exportTraces(tracing: Tracing, { process, log }: { process: TracedProcess; log: Logger }): StopTracing {
  if (isTracing()) return async () => {}
  diag.setLogger(sayOnceAMinute(log), { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true })
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': tracing.serviceName,
      'service.instance.id': randomUUID(),
      'bouclage.process': process,
      ...tracing.attributes,
    }),
    sampler: samplers[tracing.sampler](tracing.ratio),
    spanProcessors: [sendingTo(tracing)],
  })
  trace.setGlobalTracerProvider(provider)
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  setTracing(true)
  return async () => {
    setTracing(false)
    await provider.shutdown().catch((error: unknown) => log.warn({ reason: String(error) }, lost))
  }
}

function sendingTo({ url, headers }: Tracing): BatchSpanProcessor {
  const exporter = new OTLPTraceExporter({ url, headers: { ...headers }, timeoutMillis: patienceMs })
  const pace = { scheduledDelayMillis: 2_000, exportTimeoutMillis: patienceMs }
  return new BatchSpanProcessor({ exporter: withoutContent(exporter), ...pace })
}

const lost = 'Traces could not be sent to their receiver; nothing else waits for it.'

const samplers: Record<Tracing['sampler'], (ratio: number) => Sampler> = {
  always_on: () => new AlwaysOnSampler(),
  always_off: () => new AlwaysOffSampler(),
  traceidratio: ratio => new TraceIdRatioBasedSampler(ratio),
  parentbased_always_on: () => new ParentBasedSampler({ root: new AlwaysOnSampler() }),
  parentbased_always_off: () => new ParentBasedSampler({ root: new AlwaysOffSampler() }),
  parentbased_traceidratio: ratio => new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
}

/** What the library has to say, for our log: a receiver that is gone would fill it. */
function sayOnceAMinute(log: Logger): DiagLogger {
  let quietUntil = 0
  const say = (reason: string) => {
    if (performance.now() < quietUntil) return
    quietUntil = performance.now() + 60_000
    log.warn({ reason: reasonIn(reason) }, lost)
  }
  const silent = () => {}
  return { error: say, warn: say, info: silent, debug: silent, verbose: silent }
}

/** The library prints errors as JSON with their stack; the message is enough. */
function reasonIn(text: string): string {
  const [, message = text] = /"message":"((?:[^"\\]|\\.)*)"/.exec(text) ?? []
  return message.slice(0, 200)
}
