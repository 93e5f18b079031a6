import { readOneOf, refuse, valueOf, type Variables } from './variables.ts'

const samplers = [
  'parentbased_always_on',
  'parentbased_traceidratio',
  'parentbased_always_off',
  'always_on',
  'traceidratio',
  'always_off',
] as const

/** Where traces go, by OpenTelemetry's own names. */
export type Tracing = Readonly<{
  /** Of the receiver of traces, by OTLP over HTTP. */
  url: string
  /** They may hold a secret. */
  headers: Readonly<Record<string, string>>
  serviceName: string
  /** What else every trace is to say of this process, such as `deployment.environment.name`. */
  attributes: Readonly<Record<string, string>>
  sampler: (typeof samplers)[number]
  /** Of the traces that begin here, how many of one are kept where the sampler goes by a ratio. */
  ratio: number
}>

/** Undefined while nobody wants traces. */
export function readTracing(variables: Variables): Tracing | undefined {
  const endpoint = valueOf(variables, 'OTEL_EXPORTER_OTLP_ENDPOINT')
  const tracing = {
    headers: readPairs(variables, 'OTEL_EXPORTER_OTLP_HEADERS'),
    serviceName: valueOf(variables, 'OTEL_SERVICE_NAME') ?? 'bouclage',
    attributes: readPairs(variables, 'OTEL_RESOURCE_ATTRIBUTES'),
    sampler: readOneOf(variables, 'OTEL_TRACES_SAMPLER', samplers, 'parentbased_always_on'),
    ratio: readRatio(variables),
  }
  return endpoint ? Object.freeze({ url: tracesUnder(endpoint), ...tracing }) : undefined
}

function tracesUnder(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  // It may hold a secret: no sentence repeats it.
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.search || url.hash) {
    refuse(
      'OTEL_EXPORTER_OTLP_ENDPOINT is not the address of a receiver. Give one that takes OTLP over HTTP, without ' +
        '/v1/traces at its end, for example OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318.',
    )
  }
  return `${endpoint.replace(/\/+$/, '')}/v1/traces`
}

/** `name=value,name=value`, the values written as in an address. */
function readPairs(variables: Variables, name: string): Readonly<Record<string, string>> {
  const pairs = (valueOf(variables, name) ?? '').split(',').filter(pair => pair.trim())
  return Object.freeze(Object.fromEntries(pairs.map(pair => readPair(name, pair))))
}

function readPair(name: string, pair: string): [name: string, value: string] {
  const [, key, value] = /^\s*([\w.-]{1,100})\s*=(.*)$/s.exec(pair) ?? []
  try {
    if (key && value) return [key, decodeURIComponent(value.trim())]
  } catch {
    // What cannot be decoded is refused like what cannot be read.
  }
  return refuse(
    `${name} is not a list of names and values. Write them with commas between, values as in an address, for example ` +
      `${name}=api-key=abc,team=desk%201.`,
  )
}

function readRatio(variables: Variables): number {
  const text = valueOf(variables, 'OTEL_TRACES_SAMPLER_ARG') ?? '1'
  const ratio = /^(0|1|0?\.\d{1,9}|1\.0+)$/.test(text) ? Number(text) : Infinity
  if (ratio > 1) {
    refuse(
      `OTEL_TRACES_SAMPLER_ARG is “${text}”. Give the part of all traces to keep, from 0 to 1, for example ` +
        'OTEL_TRACES_SAMPLER_ARG=0.1.',
    )
  }
  return ratio
}
