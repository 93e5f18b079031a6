import { execFile } from 'node:child_process'
import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

export type SmallDisk = {
  folder: string
  /** Leaves not a byte free. */
  fill: () => Promise<void>
  /** Gives back what `fill` took. */
  free: () => Promise<void>
  remove: () => Promise<void>
}

const run = promisify(execFile)

/**
 * A disk of so many megabytes, in memory. Null where this user may not mount one: it takes Linux, and root or a sudo that
 * asks for no password, as on the usual machines for tests.
 */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bouclage-disk-'))
  const owner = `uid=${process.getuid?.() ?? 0},gid=${process.getgid?.() ?? 0}`
  const mount = ['mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755,${owner}`, 'bouclage-test', folder]
  if (!(await asRoot(mount))) {
    await rm(folder, { recursive: true })
    return null
  }
  const ballast = path.join(folder, 'ballast')
  return {
    folder,
    async fill() {
      for (const bytes of [1_000_000, 4_096]) await fillUp(ballast, Buffer.alloc(bytes))
    },
    free: () => rm(ballast, { force: true }),
    async remove() {
      await asRoot(['umount', folder])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function fillUp(file: string, bytes: Buffer): Promise<void> {
  for (;;) {
    const code = await appendFile(file, bytes).then(
      () => '',
      (error: NodeJS.ErrnoException) => String(error.code),
    )
    if (code === 'ENOSPC') return
    if (code) throw new Error(`the disk cannot be filled: ${code}`)
  }
}

async function asRoot([command = '', ...values]: string[]): Promise<boolean> {
  const isRoot = process.getuid?.() === 0
  const call = isRoot ? run(command, values) : run('sudo', ['-n', command, ...values])
  return call.then(
    () => true,
    () => false,
  )
}
