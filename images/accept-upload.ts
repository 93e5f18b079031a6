import { createHash } from 'node:crypto'

import { Refusal } from '../errors.ts'
import { checkPicture } from './check-picture.ts'
import {
  awaitUpload,
  brokenOff,
  drainUpload,
  largestUploadBytes,
  nameForPeople,
  type IncomingUpload,
} from './drain-upload.ts'
import type { PictureTexts } from './picture-texts.ts'
import { holdingTurn } from './picture-work.ts'
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
export const mostUploads = 10

/** Of all pictures of one mutation. Three of the largest; a form of ten holds agency photos of 6 MB. */
const mostBytesTogether = 3 * largestUploadBytes

/**
 * Does what a mutation does, with every upload among its arguments accepted. Their bytes stand in memory from then until
 * it is done, and only those of a few mutations: the others' wait on disk, where the slowest sender is waited for too.
 * Throws `UPLOAD_REFUSED` in words, and `UNAVAILABLE` when too many wait.
 */
export async function withUploads<Result>(args: unknown, work: () => Promise<Result>): Promise<Result> {
  const uploads = uploadsAmong(args)
  if (uploads.length === 0) return work()
  assertNumber(uploads)
  let bytes = 0
  for (const upload of uploads) bytes += await awaitUpload(await begun(upload))
  if (bytes > mostBytesTogether) throw tooMuchTogether(bytes)
  return holdingTurn(async () => {
    try {
      await drainUploads(args)
      return await work()
    } finally {
      for (const upload of uploads) accepted.delete(upload)
    }
  })
}

/**
 * Awaits and accepts every upload among a mutation's arguments. Call it before the surrounding transaction opens: a
 * sender may take minutes. Whoever asks `acceptUpload` for one of them afterwards has its answer at once.
 * Throws `UPLOAD_REFUSED` in words.
 */
export async function drainUploads(args: unknown): Promise<void> {
  const uploads = uploadsAmong(args)
  assertNumber(uploads)
  for (const upload of uploads) await acceptUpload(upload)
}

function assertNumber(uploads: unknown[]): void {
  if (uploads.length > mostUploads) {
    const sentence = {
      en: `${uploads.length} pictures came in one request, and at most ${mostUploads} are taken. Send fewer at a time.`,
      fr: `${uploads.length} photos sont venues en une fois, et ${mostUploads} au plus sont prises. Envoyez-en moins à la fois.`,
    }
    throw new Refusal('UPLOAD_REFUSED', sentence)
  }
}

function tooMuchTogether(bytes: number): Refusal {
  const [has, most] = [bytes, mostBytesTogether].map(length => Math.ceil(length / 1024 / 1024))
  return new Refusal('UPLOAD_REFUSED', {
    en: `The pictures of one request have ${has} MB together, and at most ${most} are taken. Send fewer at a time.`,
    fr: `Les photos d’une même requête font ${has} Mo ensemble, et ${most} au plus sont pris. Envoyez-en moins à la fois.`,
  })
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
  const upload = await begun(incoming)
  const bytes = await drainUpload(upload)
  const { format, width, height } = await checkPicture(bytes, upload.filename)
  const contentHash = createHash('sha256').update(bytes).digest('hex')
  const texts = await readPictureTexts(bytes)
  return { bytes, format, width, height, contentHash, fileName: nameForPeople(upload.filename), texts }
}

const begun = (incoming: IncomingUpload | Promise<IncomingUpload>): Promise<IncomingUpload> =>
  Promise.resolve(incoming).catch(error => {
    throw brokenOff(error)
  })

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
