import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { NewsroomError } from '../errors.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.number().int().nonnegative()

const manifestSchema = z.strictObject({
  format: z.literal(1),
  /** The instant that the backup shows. */
  madeAt: z.iso.datetime(),
  /** Applied by the database that was saved; a restore applies these before it fills the tables. */
  migrations: z.array(z.strictObject({ name: z.string().regex(/^[\w-]{1,200}$/), checksum: sha256 })),
  /** `file` holds the rows as PostgreSQL's COPY writes text, gzipped; bytes and hash are of the text. */
  tables: z.array(
    z.strictObject({
      name: z.string(),
      columns: z.array(z.string()),
      file: z.string().regex(/^tables\/[\w.-]{1,200}\.copy\.gz$/),
      rows: count,
      bytes: count,
      sha256,
    }),
  ),
  /** The last number that each sequence gave. */
  sequences: z.array(z.strictObject({ name: z.string(), last: z.string().regex(/^-?\d+$/) })),
  /** Originals, beside all backups of a folder in `pictures/`. */
  pictures: z.array(z.strictObject({ key: z.string().regex(/^[0-9a-f]{32}$/), bytes: count, sha256 })),
  /** Pictures whose bytes the storage had lost when the backup was made. */
  lostPictures: z.array(z.string()),
  auditHead: z.strictObject({ sequence: count, hash: z.string() }),
})

export type Manifest = z.infer<typeof manifestSchema>
export type SavedTable = Manifest['tables'][number]
export type SavedPicture = Manifest['pictures'][number]

export const manifestFile = (folder: string) => path.join(folder, 'manifest.json')

/** Written last: a folder without it is no backup. */
export const printManifest = (manifest: Manifest) => `${JSON.stringify(manifest, null, 2)}\n`

/** Throws INVALID_INPUT with a sentence when `folder` is no backup, or one that this version cannot read. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(manifestFile(folder), 'utf8').catch(() => null)
  if (text === null)
    throw refused(`${folder} is no backup: it has no manifest.json. Name the folder that npm run backup has printed.`)
  const read = manifestSchema.safeParse(parseJson(text))
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw refused(
    `The manifest of ${folder} cannot be read (${issue?.path.join('.')}: ${issue?.message}). It was changed, or made by a newer Bouclage.`,
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const refused = (sentence: string) => new NewsroomError('INVALID_INPUT', sentence)
