import { randomBytes } from 'node:crypto'

import { NewsroomError } from '../errors.ts'

/**
 * Where bytes live. Keys are the parts of a path, `<picture>/original`; what a key holds is never changed in place.
 * Every method rejects with `UNAVAILABLE` when the storage does not answer.
 */
export type PictureStorage = {
  /** Whole or not at all, also when the machine dies half-way; the same key again replaces. */
  put(key: string, bytes: Buffer, contentType: string): Promise<void>
  /** Null when there is nothing under this key. */
  read(key: string): Promise<Buffer | null>
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>
  /** All that is kept, one key after another in no order, however many there are. */
  list(): AsyncIterable<StoredBytes>
  /** Removes what was begun before this instant and never finished, as by a process that died; says how many. */
  removeUnfinished(before: Date): Promise<number>
  /** Resolves when the storage can be written to; for readiness. */
  check(): Promise<void>
}

/** `storedAt` is when the bytes came here, by the storage's clock. */
export type StoredBytes = { key: string; storedAt: Date }

/** 128 random bits in lower-case hex: nobody guesses it, and it survives file systems that ignore case. */
export const newPictureKey = () => randomBytes(16).toString('hex')

export const isPictureKey = (key: string) => /^[0-9a-f]{32}$/.test(key)

/** The bytes as they were uploaded, metadata and all: for people signed in only. */
export const originalKey = (picture: string) => `${picture}/original`

/** Bump when quality settings change, so that renditions made with the old ones are left behind. */
const renditionRecipe = 1

/** Everything under `<picture>/renditions-*` can be deleted at any time: it is made again when asked for. */
export const renditionKey = (picture: string, file: string) => `${picture}/renditions-${renditionRecipe}/${file}`

/** The picture that a key belongs to, and what of it the bytes are; null for what is no picture's. */
export function pictureOfKey(key: string): { picture: string; isOutdated: boolean } | null {
  const [, picture, recipe] = /^([0-9a-f]{32})\/(?:original|renditions-(\d+)\/[^/]+)$/.exec(key) ?? []
  if (picture === undefined) return null
  return { picture, isOutdated: recipe !== undefined && Number(recipe) !== renditionRecipe }
}

/** For implementations: whether bytes can be kept under this name, which leads out of no folder or bucket. */
export const isStorageKey = (key: string) =>
  key.length <= 200 && key.split('/').every(part => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(part))

/** For implementations: refuses a key that could lead out of the storage's folder or bucket. */
export function assertStorageKey(key: string): void {
  if (isStorageKey(key)) return
  throw new NewsroomError(
    'INTERNAL',
    'The picture storage was given a key that is not a plain path, and left it alone. The log holds the request.',
  )
}
