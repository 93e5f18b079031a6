import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { NewsroomError } from '../errors.ts'
import { readSidecar, type Sidecar } from './sidecar.ts'
import { documentLimits, parseTextDocument, type ParsedDocument } from './text-document.ts'

export type ReadDocument = { file: string; document: ParsedDocument; sidecar: Sidecar | null; picture: Buffer | null }

/** Every document of `seed/articles/`, by name. Throws DOCUMENT_REFUSED for the first that does not fit. */
export async function readSeedFolder(folder: string): Promise<ReadDocument[]> {
  const names = (await readdir(path.join(folder, 'articles'))).filter(name => name.endsWith('.txt')).sort()
  return Promise.all(names.map(name => readDocument(path.join(folder, 'articles', name), path.join(folder, 'images'))))
}

/** One document with the sidecar `NAME.json` beside it, if there is one, and the picture that the sidecar names. */
export async function readDocument(file: string, imageFolder = path.dirname(file)): Promise<ReadDocument> {
  const name = path.basename(file)
  const sidecarFile = file.replace(/(\.[^.]*)?$/, '.json')
  const json = sidecarFile === file ? null : await readIfThere(sidecarFile)
  const sidecar = json && readSidecar(json.toString('utf8'), path.basename(sidecarFile))
  const bytes = await readBounded(file)
  const document = parseTextDocument(bytes, { ...sidecar, fileName: name })
  const picture = sidecar?.image ? await readPicture(path.join(imageFolder, sidecar.image.file), sidecarFile) : null
  return { file: name, document, sidecar: sidecar || null, picture }
}

async function readBounded(file: string): Promise<Buffer> {
  const found = await stat(file).catch(() => null)
  if (!found?.isFile()) throw refused(file, 'there is no such file. Check its name and folder')
  if (found.size > documentLimits.bytes) throw refused(file, `it is larger than ${documentLimits.bytes} bytes`)
  return readFile(file)
}

async function readPicture(file: string, sidecarFile: string): Promise<Buffer> {
  const picture = await readIfThere(file)
  if (!picture)
    throw refused(sidecarFile, `it names the picture “${path.basename(file)}”, which is not in ${path.dirname(file)}`)
  return picture
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

const refused = (file: string, why: string) => new NewsroomError('DOCUMENT_REFUSED', `${path.basename(file)}: ${why}.`)
