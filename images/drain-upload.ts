import type { Readable } from 'node:stream'

import { NewsroomError, Refusal } from '../errors.ts'

/** What graphql-upload hands over. Neither name nor type can be believed. */
export type IncomingUpload = { createReadStream(): Readable; filename: string }

/** 20 MB; agency photos of 60 megapixels at press quality stay under it. */
export const largestUploadBytes = 20 * 1024 * 1024

/**
 * Reads a whole upload into memory, `largestUploadBytes` at most. Throws `UPLOAD_REFUSED` when it is longer, or when
 * its sender goes away.
 */
export async function drainUpload(upload: IncomingUpload): Promise<Buffer> {
  const chunks: Buffer[] = []
  await readUpload(upload, bytes => void chunks.push(bytes))
  return Buffer.concat(chunks)
}

/** Resolves to the length of an upload when the last byte of it is here, wherever it is kept. Throws the same. */
export const awaitUpload = (upload: IncomingUpload): Promise<number> => readUpload(upload, () => {})

async function readUpload(upload: IncomingUpload, take: (bytes: Buffer) => void): Promise<number> {
  let length = 0
  try {
    // An error that nobody listens to ends the process: `for await` listens, also after we have let go of the stream.
    for await (const chunk of upload.createReadStream()) {
      const bytes = Buffer.from(chunk)
      length += bytes.length
      if (length > largestUploadBytes) throw tooLarge(nameForPeople(upload.filename))
      take(bytes)
    }
  } catch (error) {
    if (error instanceof NewsroomError) throw error
    throw isOverServerLimit(error) ? tooLarge(nameForPeople(upload.filename)) : brokenOff(error)
  }
  return length
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
  const sentence = {
    en: 'The upload broke off before the whole picture had arrived. Send it again.',
    fr: 'L’envoi s’est interrompu avant que toute la photo soit arrivée. Renvoyez-la.',
  }
  return Object.assign(new Refusal('UPLOAD_REFUSED', sentence), { cause })
}

const tooLarge = (name: string) =>
  new Refusal('UPLOAD_REFUSED', {
    en:
      `“${name}” is larger than ${largestUploadBytes / 1024 / 1024} MB. Save it with a lower JPEG quality or fewer pixels, ` +
      'then upload it again.',
    fr:
      `« ${name} » dépasse ${largestUploadBytes / 1024 / 1024} Mo. Enregistrez-la avec une qualité JPEG moindre ou moins de pixels, ` +
      'puis renvoyez-la.',
  })

/** graphql-upload's own limit, where it is set lower than ours, comes as an HTTP error. */
const isOverServerLimit = (error: unknown) => error instanceof Error && 'status' in error && error.status === 413
