import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { NewsroomError } from '../errors.ts'
import { assertStorageKey, type PictureStorage } from './picture-storage.ts'

/** Pictures as files under `folder`, which is made when it is missing. Several processes may share it. */
export function diskStorage(folder: string): PictureStorage {
  const fileOf = (key: string) => {
    assertStorageKey(key)
    return join(folder, key)
  }
  return {
    put: (key, bytes) => putFile(folder, fileOf(key), bytes),
    read: key => readIfThere(fileOf(key)),
    delete: key => orUnavailable(rm(fileOf(key), { force: true })),
    check: () => checkWritable(folder),
  }
}

async function putFile(folder: string, file: string, bytes: Buffer): Promise<void> {
  const temporary = await orUnavailable(writeTemporary(folder, bytes))
  try {
    await makeFolder(dirname(file))
    await rename(temporary, file)
    await syncFolder(dirname(file))
  } catch (error) {
    await rm(temporary, { force: true })
    throw unavailable(error)
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

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null
    throw unavailable(error)
  }
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
  const sentence =
    `The picture storage does not answer (${codeOf(error)}). ` +
    'Check that its folder exists, is writable and has room, then try again.'
  return Object.assign(new NewsroomError('UNAVAILABLE', sentence), { cause: error })
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown')
