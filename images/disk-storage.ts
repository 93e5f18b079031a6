import { randomUUID } from 'node:crypto'
import { mkdir, open, opendir, readFile, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { Refusal, type NewsroomError } from '../errors.ts'
import { listFiles } from './list-files.ts'
import { assertStorageKey, isStorageKey, type PictureStorage, type StoredBytes } from './picture-storage.ts'

/** Pictures as files under `folder`, which is made when it is missing. Several processes may share it. */
export function diskStorage(folder: string): PictureStorage {
  const fileOf = (key: string) => {
    assertStorageKey(key)
    return join(folder, key)
  }
  return {
    put: (key, bytes) => putFile(folder, fileOf(key), bytes),
    read: key => readIfThere(folder, fileOf(key)),
    delete: key => orUnavailable(rm(fileOf(key), { force: true }).then(() => removeEmptyFolders(folder, dirname(key)))),
    list: () => listKeys(folder),
    removeUnfinished: before => orUnavailable(removeTemporaries(join(folder, incoming), before)),
    check: () => checkWritable(folder),
  }
}

async function putFile(folder: string, file: string, bytes: Buffer): Promise<void> {
  const temporary = await orUnavailable(writeTemporary(folder, bytes))
  try {
    await moveTo(file, temporary)
    await syncFolder(dirname(file))
  } catch (error) {
    await rm(temporary, { force: true })
    throw unavailable(error)
  }
}

/** A folder that another process has just found empty goes between the two steps: then both are made again. */
async function moveTo(file: string, temporary: string, triesLeft = 5): Promise<void> {
  try {
    await makeFolder(dirname(file))
    await rename(temporary, file)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || triesLeft === 0) throw error
    await moveTo(file, temporary, triesLeft - 1)
  }
}

/** In the same file system as the target, so that the rename is one step. */
async function writeTemporary(folder: string, bytes: Buffer): Promise<string> {
  await makeFolder(join(folder, incoming))
  const temporary = join(folder, incoming, randomUUID())
  const handle = await open(temporary, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  } finally {
    await handle.close()
  }
  return temporary
}

async function readIfThere(folder: string, file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR') throw unavailable(error)
    await assertThere(folder)
    return null
  }
}

/** Where the whole storage is gone, nobody is told that a picture does not exist: caches would keep that. */
async function assertThere(folder: string): Promise<void> {
  await orUnavailable(opendir(folder).then(opened => opened.close()))
}

/** Or every picture that goes would leave two folders for ever. */
async function removeEmptyFolders(folder: string, place: string): Promise<void> {
  if (place === '.') return
  const isRemoved = await rmdir(join(folder, place)).then(
    () => true,
    () => false,
  )
  if (isRemoved) await removeEmptyFolders(folder, dirname(place))
}

async function* listKeys(folder: string): AsyncGenerator<StoredBytes> {
  try {
    for await (const file of listFiles(folder)) if (isStorageKey(file.key)) yield file
  } catch (error) {
    throw unavailable(error)
  }
}

async function removeTemporaries(folder: string, before: Date): Promise<number> {
  let removed = 0
  for await (const { key, storedAt } of listFiles(folder)) {
    if (storedAt >= before) continue
    await rm(join(folder, key), { force: true })
    removed += 1
  }
  return removed
}

async function checkWritable(folder: string): Promise<void> {
  await orUnavailable(rm(await orUnavailable(writeTemporary(folder, Buffer.from('ready')))))
}

/** Keys cannot start with a dot, so no picture is ever called this. */
const incoming = '.incoming'

// Unpublished pictures are nobody else's on a shared machine.
const makeFolder = (folder: string) => mkdir(folder, { recursive: true, mode: 0o700 })

/** Without this a rename can be lost when the machine dies. Windows cannot open folders, and needs no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const orUnavailable = <T>(work: Promise<T>): Promise<T> =>
  work.catch(error => {
    throw unavailable(error)
  })

function unavailable(error: unknown): NewsroomError {
  const sentence = {
    en:
      `The picture storage does not answer (${codeOf(error)}). ` +
      'Check that its folder exists, is writable and has room, then try again.',
    fr:
      `Le stockage des images ne répond pas (${codeOf(error)}). ` +
      'Il faut vérifier que son dossier existe, est accessible en écriture et a de la place, puis réessayer.',
  }
  return Object.assign(new Refusal('UNAVAILABLE', sentence), { cause: error })
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown')
