import path from 'node:path'
import type pg from 'pg'
import { applyMigrations } from '../database/apply-migrations.ts'
import { readMigrations } from '../database/read-migrations.ts'
import { sqlOfPg, type Sql } from '../database/sql.ts'
import { NewsroomError } from '../errors.ts'
import { diskStorage } from '../images/disk-storage.ts'
import type { PictureStorage } from '../images/picture-storage.ts'
import { copyTableIn, tallyTable, type Tally } from './copy-table.ts'
import { describeTables, type Table } from './describe-tables.ts'
import { withExactSession } from './exact-session.ts'
import { picturesOf } from './make-backup.ts'
import { readManifest, type Manifest, type SavedTable } from './manifest.ts'
import { restorePictures } from './save-pictures.ts'

export type RestoreOrder = {
  /** A backup, as `makeBackup` has named it. */
  folder: string
  databaseUrl: string
  storage: PictureStorage
  log: (sentence: string) => void
}

/**
 * Fills an empty database and a picture storage from a backup, and reads everything back: what stands afterwards has the
 * hashes of what was saved. All tables come in one transaction, so a restore that is refused or killed leaves an empty
 * database. Migrations that are newer than the backup are applied last. Throws INVALID_INPUT or SETTING_REFUSED with a
 * sentence that names what does not fit.
 */
export async function restoreBackup({ folder, databaseUrl, storage, log }: RestoreOrder): Promise<Manifest> {
  const manifest = await readManifest(folder)
  await assertKnownMigrations(manifest)
  await withExactSession(databaseUrl, client => assertEmpty(sqlOfPg(client), manifest))
  await applyMigrations(databaseUrl, { log, only: manifest.migrations.map(({ name }) => name) })
  const pictures = { from: diskStorage(picturesOf(path.dirname(folder))), into: storage }
  await restorePictures(manifest.pictures, pictures, changedPicture)
  await withExactSession(databaseUrl, client => fillTables(client, folder, manifest))
  await applyMigrations(databaseUrl, { log })
  return manifest
}

async function assertKnownMigrations({ migrations }: Manifest): Promise<void> {
  const present = await readMigrations(path.resolve(import.meta.dirname, '../migrations'))
  for (const { name, checksum } of migrations) {
    if (present.some(known => known.name === name && known.checksum === checksum)) continue
    throw refused(
      `The backup was made with the migration ${name}, which this version of Bouclage does not have so. Restore it with the version that made it, or a newer one.`,
    )
  }
}

/** A restore that was killed leaves tables without rows: it can be tried again. */
async function assertEmpty(sql: Sql, { migrations }: Manifest): Promise<void> {
  const tables = (await describeTables(sql)).filter(({ name }) => name.startsWith('public.'))
  for (const { name } of tables) {
    const [found] = await sql<{ some: boolean }>(`select exists (select from ${name}) as some`)
    if (found?.some) throw notEmpty(`${name} has rows`)
  }
  if (tables.length === 0) return
  const applied = await sql<{ name: string }>(`select migration_name as name from _prisma_migrations`)
  const newer = applied.find(({ name }) => migrations.every(saved => saved.name !== name))
  if (newer) throw notEmpty(`its tables already have ${newer.name}, which is newer than the backup`)
}

const notEmpty = (why: string) =>
  refused(
    `A backup is restored into an empty database, and in this one ${why}. Name a new one in DATABASE_URL, or without it a new folder in DATA_DIR. Nothing was changed.`,
  )

async function fillTables(client: pg.Client, folder: string, manifest: Manifest): Promise<void> {
  const sql = sqlOfPg(client)
  await sql('begin')
  const tables = await describeTables(sql)
  assertSameTables(tables, manifest)
  // What guards the tables against people would refuse history that comes back; only these, in this transaction.
  for (const { name } of tables) await sql(`alter table ${name} disable trigger user`)
  await sql(`truncate ${tables.map(({ name }) => name).join()}`)
  for (const table of tables) {
    const saved = savedOf(manifest, table)
    const tally = await copyTableIn(client, table, path.join(folder, saved.file)).catch(error => {
      throw unreadable(saved, error)
    })
    assertSame(saved, tally, 'was changed since')
  }
  for (const { name, last } of manifest.sequences) await sql(`select setval($1::regclass, $2::bigint)`, [name, last])
  for (const { name } of tables) await sql(`alter table ${name} enable trigger user`)
  for (const table of tables)
    assertSame(savedOf(manifest, table), await tallyTable(client, table), 'came back otherwise')
  await sql('commit')
}

function assertSameTables(tables: Table[], manifest: Manifest): void {
  const shape = (list: { name: string; columns: string[] }[]) =>
    list.map(({ name, columns }) => `${name} (${columns.join()})`).sort()
  const [here, saved] = [shape(tables), shape(manifest.tables)]
  const odd = here.find(table => !saved.includes(table)) ?? saved.find(table => !here.includes(table))
  if (odd) throw refused(`The backup and its migrations do not agree about the table ${odd}. Its manifest was changed.`)
}

function savedOf({ tables }: Manifest, { name }: Table): SavedTable {
  const saved = tables.find(table => table.name === name)
  if (!saved) throw new Error(`assertSameTables let ${name} pass`)
  return saved
}

function assertSame(saved: SavedTable, found: Tally, what: string): void {
  if (saved.rows === found.rows && saved.bytes === found.bytes && saved.sha256 === found.sha256) return
  throw refused(
    `The table ${saved.name} of this backup ${what}: ${found.rows} rows with the hash ${found.sha256}, and the manifest says ${saved.rows} with ${saved.sha256}. Nothing was restored; take another backup.`,
  )
}

function unreadable({ name, file }: SavedTable, error: unknown): NewsroomError {
  const reason = error instanceof Error ? error.message : String(error)
  return refused(
    `${file} of this backup, which holds the table ${name}, cannot be read (${reason}). Nothing was restored; take another backup.`,
  )
}

const changedPicture = (key: string) =>
  refused(
    `The picture ${key} of this backup is missing or was changed since. Put pictures/ beside the backup's folder.`,
  )

const refused = (sentence: string) => new NewsroomError('INVALID_INPUT', sentence)
