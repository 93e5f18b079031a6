import type { IncomingMessage } from 'node:http'
import { Refusal, type NewsroomError } from '../errors.ts'

/** The JSON of a request, read no further than `limit` bytes. Compressed bodies are refused: they unpack to anything. */
export async function readJsonBody(request: IncomingMessage, limit: number): Promise<unknown> {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity') {
    throw new Refusal('INVALID_INPUT', {
      en: `The body is compressed (${encoding.slice(0, 20)}). Send it as it is.`,
      fr: `Le corps de la requête est compressé (${encoding.slice(0, 20)}). Envoyez-le tel quel.`,
    })
  }
  const bytes = await readBytes(request, limit)
  try {
    // What is not UTF-8 would be kept garbled.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Refusal('INVALID_INPUT', {
      en: 'The body is not JSON in UTF-8. Send {"query": "…", "variables": {…}}.',
      fr: 'Le corps de la requête n’est pas du JSON en UTF-8. Envoyez {"query": "…", "variables": {…}}.',
    })
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
  return new Refusal(
    'LIMIT_EXCEEDED',
    {
      en: `The body is larger than ${limit} bytes. Send less at once.`,
      fr: `La requête dépasse ${limit} octets. Envoyez-en moins à la fois.`,
    },
    { limit: 'bodyBytes' },
  )
}
