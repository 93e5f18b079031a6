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
  /** Resolves when the storage can be written to; for readiness. */
  check(): Promise<void>
}

/** 128 random bits in lower-case hex: nobody guesses it, and it survives file systems that ignore case. */
export const newPictureKey = () => randomBytes(16).toString('hex')

export const isPictureKey = (key: string) => /^[0-9a-f]{32}$/.test(key)

/** The bytes as they were uploaded, metadata and all: for people signed in only. */
export const originalKey = (picture: string) => `${picture}/original`

/** Bump when quality settings change, so that renditions made with the old ones are left behind. */
const renditionRecipe = 1

/** Everything under `<picture>/renditions-*` can be deleted at any time: it is made again when asked for. */
export const renditionKey = (picture: string, file: string) => `${picture}/renditions-${renditionRecipe}/${file}`

/** For implementations: refuses a key that could lead out of the storage's folder or bucket. */
export function assertStorageKey(key: string): void {
  if (key.length <= 200 && key.split('/').every(part => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(part))) return
  throw new NewsroomError(
    'INTERNAL',
    'The picture storage was given a key that is not a plain path, and left it alone. The log holds the request.',
  )
}
