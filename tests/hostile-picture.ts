/** A file that somebody means harm with, or that programs stumble over; `taken` when it is a sound picture all the same. */
export type HostilePicture = { what: string; name: string; bytes: Buffer; taken: boolean }

/** Stands in everything that a reader must never get: scripts, comments, texts and names inside of files. */
export const hiddenWord = 'zqhidden'

/** One of each format, sound and of 120 × 80 pixels. */
export type SoundPictures = Record<'jpeg' | 'png' | 'webp' | 'gif' | 'avif', Buffer>
