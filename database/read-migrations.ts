import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

/** `checksum` is Prisma's: SHA-256 of the file's bytes, in hexadecimal. */
export type Migration = { name: string; checksum: string; sql: string }

/** The project's migrations, in the order in which they are applied. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  return Promise.all(namesOfMigrations(folder).map(name => readMigration(folder, name)))
}

/** Their names alone, in the same order. */
export function namesOfMigrations(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
  const names = entries.filter(entry => entry.isDirectory()).map(entry => entry.name)
  return names.sort()
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const bytes = await readFile(path.join(folder, name, 'migration.sql'))
  return { name, checksum: createHash('sha256').update(bytes).digest('hex'), sql: bytes.toString('utf8') }
}
