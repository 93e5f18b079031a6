import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export type ReceivedSpan = {
  name: string
  /** Whose code made it: `bouclage`, `keystone`, … */
  scope: string
  traceId: string
  spanId: string
  /** '' for the first of a trace. */
  parentId: string
  /** Ended in an error. */
  failed: boolean
  attributes: Record<string, string | number>
  /** What its process says of itself. */
  resource: Record<string, string | number>
}

/** A real receiver of OTLP over HTTP, in protobuf as it comes by default. */
export async function receiveTraces({ port = 0 }: { port?: number } = {}) {
  const spans: ReceivedSpan[] = []
  const bodies: Buffer[] = []
  const requests: { path: string; headers: IncomingHttpHeaders }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    requests.push({ path: request.url ?? '', headers: request.headers })
    bodies.push(body)
    spans.push(...spansIn(body))
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end()
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address() as AddressInfo // of a TCP server that listens
  return {
    url: `http://127.0.0.1:${address.port}`,
    spans,
    requests,
    /** All bytes that ever came. */
    bytes: () => Buffer.concat(bodies).toString('latin1'),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A message of protobuf: by the number of each field, its values. */
type Message = Map<number, (Buffer | bigint)[]>

/** opentelemetry/proto/trace/v1/trace.proto: ExportTraceServiceRequest, and what hangs in it by field number. */
function spansIn(body: Buffer): ReceivedSpan[] {
  return inside(parse(body), 1).flatMap(resourceSpans => {
    const resource = inside(resourceSpans, 1).flatMap(found => inside(found, 1))
    return inside(resourceSpans, 2).flatMap(scopeSpans => {
      const scope = inside(scopeSpans, 1).map(found => textOf(found, 1))[0] ?? ''
      return inside(scopeSpans, 2).map(span => ({ ...spanOf(span), scope, resource: pairs(resource) }))
    })
  })
}

function spanOf(span: Message): Omit<ReceivedSpan, 'scope' | 'resource'> {
  const hex = (field: number) => bytesOf(span, field).toString('hex')
  return {
    ...{ traceId: hex(1), spanId: hex(2), parentId: hex(4), name: textOf(span, 5) },
    attributes: pairs(inside(span, 9)),
    failed: inside(span, 15).some(status => status.get(3)?.[0] === 2n),
  }
}

const pairs = (attributes: Message[]) => Object.fromEntries(attributes.map(each => [textOf(each, 1), valueIn(each)]))

function valueIn(attribute: Message): string | number {
  const [value] = inside(attribute, 2)
  const [[field, [content]] = [0, []]] = value ?? []
  if (Buffer.isBuffer(content)) return field === 4 ? content.readDoubleLE() : content.toString('utf8')
  return Number(content ?? 0)
}

const bytesOf = (message: Message, field: number): Buffer => {
  const [value] = message.get(field) ?? []
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0)
}
const textOf = (message: Message, field: number) => bytesOf(message, field).toString('utf8')
const inside = (message: Message, field: number): Message[] =>
  (message.get(field) ?? []).flatMap(value => (Buffer.isBuffer(value) ? [parse(value)] : []))

/** protobuf.dev/programming-guides/encoding: varints, 64 bits, length-delimited, 32 bits. */
function parse(bytes: Buffer): Message {
  const message: Message = new Map()
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++] ?? 0
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
  }
  const take = (length: number) => bytes.subarray(at, (at += length))
  while (at < bytes.length) {
    const tag = varint()
    const wire = tag & 7n
    const value = wire === 0n ? varint() : take(wire === 1n ? 8 : wire === 5n ? 4 : Number(varint()))
    const field = Number(tag >> 3n)
    message.set(field, [...(message.get(field) ?? []), value])
  }
  return message
}
