import { lstat, readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { NewsroomError } from '../errors.ts'
import { largestUploadBytes } from '../images/drain-upload.ts'
import { readSidecar, type Sidecar } from './sidecar.ts'
import { documentLimits, parseTextDocument, type ParsedDocument } from './text-document.ts'

export type ReadDocument = { file: string; document: ParsedDocument; sidecar: Sidecar | null; picture: Buffer | null }

/** Every document of `seed/articles/`, by name. Throws DOCUMENT_REFUSED for the first that does not fit. */
export async function readSeedFolder(folder: string): Promise<ReadDocument[]> {
  const names = (await readdir(path.join(folder, 'articles'))).filter(name => name.endsWith('.txt')).sort()
  return Promise.all(names.map(name => readDocument(path.join(folder, 'articles', name))))
}

/**
 * One document with the sidecar `NAME.json` beside it, if there is one. The picture that a sidecar names lies beside
 * it too, or in the folder `images` next to its own.
 */
export async function readDocument(file: string): Promise<ReadDocument> {
  const name = path.basename(file)
  const sidecarFile = file.replace(/(\.[^.]*)?$/, '.json')
  const json = sidecarFile === file ? null : await readIfThere(sidecarFile, documentLimits.bytes)
  const sidecar = json && readSidecar(json.toString('utf8'), path.basename(sidecarFile))
  const bytes = await readBounded(file)
  const document = parseTextDocument(bytes, { ...sidecar, fileName: name })
  const picture = sidecar?.image ? await readPicture(sidecar.image.file, sidecarFile) : null
  return { file: name, document, sidecar: sidecar || null, picture }
}

async function readBounded(file: string): Promise<Buffer> {
  const found = await stat(file).catch(() => null)
  if (!found?.isFile()) throw refused(file, 'there is no such file. Check its name and folder')
  if (found.size > documentLimits.bytes) throw refused(file, `it is larger than ${documentLimits.bytes} bytes`)
  return readFile(file)
}

async function readPicture(name: string, sidecarFile: string): Promise<Buffer> {
  const folder = path.dirname(sidecarFile)
  const picture =
    (await readIfThere(path.join(folder, name), largestUploadBytes)) ??
    (await readIfThere(path.join(folder, '..', 'images', name), largestUploadBytes))
  if (picture) return picture
  throw refused(sidecarFile, `it names the picture “${name}”, which is neither beside it nor in ../images`)
}

/** Whoever made the document chose this name: it may stand for a device, a pipe, a link to elsewhere, or a terabyte. */
async function readIfThere(file: string, most: number): Promise<Buffer | null> {
  const found = await lstat(file).catch(() => null)
  if (!found) return null
  if (!found.isFile()) throw refused(file, 'it is no plain file. Put the file itself in its place')
  if (found.size > most) throw refused(file, `it is larger than ${most} bytes`)
  return readFile(file)
}

const refused = (file: string, why: string) => new NewsroomError('DOCUMENT_REFUSED', `${path.basename(file)}: ${why}.`)
