import { createHash } from 'node:crypto'

import { NewsroomError } from '../errors.ts'
import { checkPicture } from './check-picture.ts'
import { brokenOff, drainUpload, nameForPeople, type IncomingUpload } from './drain-upload.ts'
import type { PictureTexts } from './picture-texts.ts'
import { readPictureTexts } from './read-picture-texts.ts'
import type { UploadFormat } from './recognise-format.ts'

/**
 * A picture that may be stored. `width` and `height` are pixels the way up that it is shown; `contentHash` SHA-256 in
 * hex; `fileName` as its sender called it; `texts` what the file itself says about it.
 */
export type AcceptedPicture = {
  bytes: Buffer
  format: UploadFormat
  width: number
  height: number
  contentHash: string
  fileName: string
  texts: PictureTexts
}

/** More in one mutation would stand in memory together. */
const mostUploads = 10

/**
 * Awaits and accepts every upload among a mutation's arguments. Call it before the surrounding transaction opens: a
 * sender may take minutes. Whoever asks `acceptUpload` for one of them afterwards has its answer at once.
 * Throws `UPLOAD_REFUSED` in words.
 */
export async function drainUploads(args: unknown): Promise<void> {
  const uploads = uploadsAmong(args)
  if (uploads.length > mostUploads) {
    const sentence = `${uploads.length} pictures came in one request, and at most ${mostUploads} are taken. Send fewer at a time.`
    throw new NewsroomError('UPLOAD_REFUSED', sentence)
  }
  for (const upload of uploads) await acceptUpload(upload)
}

/**
 * Drains and checks one upload, once: asked again for the same promise (or object), it gives the same answer.
 * Throws `UPLOAD_REFUSED` in words, whatever goes wrong with the upload.
 */
export function acceptUpload(upload: IncomingUpload | Promise<IncomingUpload>): Promise<AcceptedPicture> {
  const known = accepted.get(upload)
  if (known) return known
  const answer = drainAndCheck(upload)
  accepted.set(upload, answer)
  return answer
}

/** Forgets an answer, and its bytes, together with the request that the upload belongs to. */
const accepted = new WeakMap<object, Promise<AcceptedPicture>>()

async function drainAndCheck(incoming: IncomingUpload | Promise<IncomingUpload>): Promise<AcceptedPicture> {
  const upload = await Promise.resolve(incoming).catch(error => {
    throw brokenOff(error)
  })
  const bytes = await drainUpload(upload)
  const { format, width, height } = await checkPicture(bytes, upload.filename)
  const contentHash = createHash('sha256').update(bytes).digest('hex')
  const texts = await readPictureTexts(bytes)
  return { bytes, format, width, height, contentHash, fileName: nameForPeople(upload.filename), texts }
}

/** An argument of type Upload is a promise, and nothing else in GraphQL's arguments is. */
function uploadsAmong(args: unknown): Promise<IncomingUpload>[] {
  const uploads = new Set<Promise<IncomingUpload>>()
  // A stack of our own: nesting in a JSON argument is the sender's to choose.
  const toVisit = [args]
  while (toVisit.length > 0) {
    const value = toVisit.pop()
    // graphql-upload resolves every promise that its scalar hands out with this shape.
    if (value instanceof Promise) uploads.add(value as Promise<IncomingUpload>)
    else if (Array.isArray(value)) for (const each of value) toVisit.push(each)
    else if (isPlainObject(value)) for (const each of Object.values(value)) toVisit.push(each)
  }
  return [...uploads]
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}
