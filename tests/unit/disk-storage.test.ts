import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { NewsroomError } from '../../errors.ts'
import { diskStorage } from '../../images/disk-storage.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bouclage-disk-'))
})
after(() => rm(folder, { recursive: true }))

const filesUnder = async (root: string) =>
  (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(({ name }) => name)

async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

test('what is put can be read again, and is gone once deleted', async () => {
  const storage = diskStorage(join(folder, 'round', 'trip'))

  await storage.put('picture/original', Buffer.from('bytes'), 'image/jpeg')
  const read = await storage.read('picture/original')
  await storage.delete('picture/original')
  await storage.delete('picture/original')

  assert.equal(read?.toString(), 'bytes')
  assert.equal(await storage.read('picture/original'), null)
})

test('putting again replaces, and leaves no temporary file', async () => {
  const storage = diskStorage(join(folder, 'again'))

  await storage.put('picture/original', Buffer.from('first, and longer'), 'image/jpeg')
  await storage.put('picture/original', Buffer.from('second'), 'image/jpeg')

  assert.equal((await storage.read('picture/original'))?.toString(), 'second')
  assert.deepEqual(await filesUnder(join(folder, 'again')), ['original'])
})

test('what is read while it is being written again is whole: the old bytes or the new', async () => {
  const storage = diskStorage(join(folder, 'whole'))
  const versions = ['a', 'b'].map(letter => Buffer.alloc(2_000_000, letter))
  await storage.put('picture/original', Buffer.alloc(2_000_000, 'a'), 'image/jpeg')

  const writing = Promise.all(versions.map(bytes => storage.put('picture/original', bytes, 'image/jpeg')))
  const reads = await Promise.all(Array.from({ length: 20 }, () => storage.read('picture/original')))
  await writing

  assert.ok(reads.every(read => versions.some(version => read?.equals(version))))
})

test('pictures of unpublished stories are readable by nobody else on the machine', async () => {
  const storage = diskStorage(join(folder, 'own'))

  await storage.put('picture/original', Buffer.from('bytes'), 'image/jpeg')

  const { mode } = await stat(join(folder, 'own', 'picture', 'original'))
  assert.equal(mode & 0o077, 0)
})

test('a key that leads out of the folder is refused, whatever is done with it', async () => {
  const storage = diskStorage(join(folder, 'inside'))
  await writeFile(join(folder, 'secret'), 'secret')

  for (const key of ['../secret', 'a/../../secret', '/etc/passwd', 'a//b', '', '.', '.incoming/x', 'a\\b', 'a\0b']) {
    const refused = (error: unknown) => error instanceof NewsroomError && error.code === 'INTERNAL'
    await assert.rejects(async () => storage.read(key), refused, key)
    await assert.rejects(async () => storage.put(key, Buffer.from('x'), 'image/jpeg'), refused, key)
    await assert.rejects(async () => storage.delete(key), refused, key)
  }

  assert.equal(await readFile(join(folder, 'secret'), 'utf8'), 'secret')
})

test('a storage that can be written to is ready, and one that cannot says what to check', async () => {
  await writeFile(join(folder, 'a-file'), 'not a folder')
  const sound = diskStorage(join(folder, 'sound'))
  const broken = diskStorage(join(folder, 'a-file', 'images'))

  await sound.check()

  const unavailable = (error: unknown) =>
    error instanceof NewsroomError && error.code === 'UNAVAILABLE' && /writable and has room/.test(error.message)
  await assert.rejects(broken.check(), unavailable)
  await assert.rejects(broken.put('picture/original', Buffer.from('x'), 'image/jpeg'), unavailable)
  assert.deepEqual(await filesUnder(join(folder, 'sound')), [])
})

test('everything kept is listed with the time at which it came, and links lead nowhere', async () => {
  const root = join(folder, 'listed')
  const storage = diskStorage(root)
  const before = Date.now() - 1_000
  for (const key of ['a/original', 'a/renditions-1/640.webp', 'b/original'])
    await storage.put(key, Buffer.from('bytes'), 'image/jpeg')
  await symlink(folder, join(root, 'a', 'elsewhere'))
  await symlink(join(folder, 'secret'), join(root, 'b', 'secret'))
  // As rsync leaves a copy: it has the times of what it was made from.
  await utimes(join(root, 'a', 'original'), new Date(0), new Date(0))

  const listed = await allOf(storage.list())

  assert.deepEqual(listed.map(({ key }) => key).sort(), ['a/original', 'a/renditions-1/640.webp', 'b/original'])
  assert.ok(listed.every(({ storedAt }) => storedAt.getTime() > before))
  assert.deepEqual(await allOf(diskStorage(join(folder, 'nowhere')).list()), [])
})

test('no folder stays behind, and none that is just being filled is taken away', async () => {
  const root = join(folder, 'folders')
  const storage = diskStorage(`${root}/`)
  const put = async (key: string) => storage.put(key, Buffer.from('bytes'), 'image/jpeg')

  for (let round = 0; round < 100; round += 1) {
    await put('a/one')
    await Promise.all([storage.delete('a/one'), put('a/two')])
    assert.ok(await storage.read('a/two'))
    await storage.delete('a/two')
  }

  assert.deepEqual(await readdir(root), ['.incoming'])
})
