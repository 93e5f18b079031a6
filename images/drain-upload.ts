import type { Readable } from 'node:stream'

import { NewsroomError } from '../errors.ts'

/** What graphql-upload hands over. Neither name nor type can be believed. */
export type IncomingUpload = { createReadStream(): Readable; filename: string }

/** 20 MB; agency photos of 60 megapixels at press quality stay under it. */
export const largestUploadBytes = 20 * 1024 * 1024

/**
 * Reads a whole upload into memory, `largestUploadBytes` at most. Throws `UPLOAD_REFUSED` when it is longer, or when
 * its sender goes away.
 */
export async function drainUpload(upload: IncomingUpload): Promise<Buffer> {
  const name = nameForPeople(upload.filename)
  const chunks: Buffer[] = []
  let length = 0
  try {
    // An error that nobody listens to ends the process: `for await` listens, also after we have let go of the stream.
    for await (const chunk of upload.createReadStream()) {
      const bytes = Buffer.from(chunk)
      length += bytes.length
      if (length > largestUploadBytes) throw tooLarge(name)
      chunks.push(bytes)
    }
  } catch (error) {
    if (error instanceof NewsroomError) throw error
    throw isOverServerLimit(error) ? tooLarge(name) : brokenOff(error)
  }
  return Buffer.concat(chunks)
}

/** Names go into sentences: cut, and without the characters that could rearrange the words around them. */
export function nameForPeople(filename: string): string {
  const plain = [...asItWasSent(filename).replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, '')]
  return plain.length <= 80 ? plain.join('') : `${plain.slice(0, 79).join('')}…`
}

/** Browsers send names in UTF-8, and the parser of forms reads them as Latin-1: “prÃ©.jpg” was “pré.jpg”. */
function asItWasSent(filename: string): string {
  const bytes = Buffer.from(filename, 'latin1')
  const read = bytes.toString('utf8')
  // Only what comes out whole both ways was such a name.
  return bytes.toString('latin1') === filename && !read.includes('\ufffd') ? read : filename
}

export function brokenOff(cause: unknown): NewsroomError {
  const sentence = 'The upload broke off before the whole picture had arrived. Send it again.'
  return Object.assign(new NewsroomError('UPLOAD_REFUSED', sentence), { cause })
}

const tooLarge = (name: string) =>
  new NewsroomError(
    'UPLOAD_REFUSED',
    `“${name}” is larger than ${largestUploadBytes / 1024 / 1024} MB. Save it with a lower JPEG quality or fewer pixels, ` +
      'then upload it again.',
  )

/** graphql-upload's own limit, where it is set lower than ours, comes as an HTTP error. */
const isOverServerLimit = (error: unknown) => error instanceof Error && 'status' in error && error.status === 413
