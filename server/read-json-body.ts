import type { IncomingMessage } from 'node:http'
import { NewsroomError } from '../errors.ts'

/** The JSON of a request, read no further than `limit` bytes. Compressed bodies are refused: they unpack to anything. */
export async function readJsonBody(request: IncomingMessage, limit: number): Promise<unknown> {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity') {
    throw new NewsroomError('INVALID_INPUT', `The body is compressed (${encoding.slice(0, 20)}). Send it as it is.`)
  }
  const bytes = await readBytes(request, limit)
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new NewsroomError('INVALID_INPUT', 'The body is not JSON. Send {"query": "…", "variables": {…}}.')
  }
}

async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit)
  // destroyOnReturn is off, so that a refusal can still be written.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) throw tooLarge(limit)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function tooLarge(limit: number): NewsroomError {
  return new NewsroomError('LIMIT_EXCEEDED', `The body is larger than ${limit} bytes. Send less at once.`, {
    limit: 'bodyBytes',
  })
}
