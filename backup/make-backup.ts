import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import { pausePictureCollection } from '../database/pause-picture-collection.ts'
import { sqlOfPg, type Sql } from '../database/sql.ts'
import { NewsroomError } from '../errors.ts'
import { diskStorage } from '../images/disk-storage.ts'
import type { PictureStorage } from '../images/picture-storage.ts'
import { copyTableOut } from './copy-table.ts'
import { describeTables, type Table } from './describe-tables.ts'
import { withExactSession } from './exact-session.ts'
import { manifestFile, printManifest, type Manifest, type SavedTable } from './manifest.ts'
import { namedPictures, savePictures } from './save-pictures.ts'

export type BackupOrder = {
  databaseUrl: string
  storage: PictureStorage
  /** Where backups are kept, made when missing: a folder for each, and `pictures/` for all of them. */
  into: string
  now: Date
  stop?: AbortSignal
}

export type Backup = { folder: string; manifest: Manifest }

/**
 * Saves the whole newsroom as it stood at one instant, while it goes on working: all tables in one snapshot, and the
 * originals of its pictures. The folder gets its name when everything is written; until then it ends in `.unfinished`.
 * Throws INVALID_INPUT when `into` cannot be written to.
 */
export async function makeBackup({ databaseUrl, storage, into, now, stop }: BackupOrder): Promise<Backup> {
  const folder = path.join(into, now.toISOString().replaceAll(':', '-'))
  const draft = `${folder}.unfinished`
  for (const needed of [path.join(draft, 'tables'), picturesOf(into)])
    await mkdir(needed, { recursive: true, mode: 0o700 }).catch(refuseFolder(into))
  try {
    const manifest = await withExactSession(databaseUrl, async guard => {
      // What the snapshot names is read long after it was taken, and has to be there still.
      await pausePictureCollection(sqlOfPg(guard))
      return saveAll({ databaseUrl, storage, into, stop }, draft)
    })
    await writeFile(manifestFile(draft), printManifest(manifest), { mode: 0o600, flush: true })
    await rename(draft, folder)
    await syncFolder(into)
    return { folder, manifest }
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

async function saveAll(order: Omit<BackupOrder, 'now'>, draft: string): Promise<Manifest> {
  const { databaseUrl, storage, into, stop } = order
  const facts = await withExactSession(databaseUrl, client => saveTables(client, draft, stop))
  stop?.throwIfAborted()
  const pictures = diskStorage(picturesOf(into))
  const { saved, lost } = await savePictures(facts.pictures, { from: storage, into: pictures })
  return { format: 1, ...facts, pictures: saved, lostPictures: lost }
}

/** Where the originals of all backups in a folder lie. */
export const picturesOf = (into: string) => path.join(into, 'pictures')

async function saveTables(client: pg.Client, draft: string, stop: AbortSignal | undefined) {
  const sql = sqlOfPg(client)
  await sql('begin isolation level repeatable read read only')
  const tables = await describeTables(sql)
  // Before the snapshot is taken: what a migration would change half-way waits until the copy is done.
  await sql(`lock table ${tables.map(({ name }) => name).join()} in access share mode`)
  const facts = await readFacts(sql)
  const saved: SavedTable[] = []
  for (const table of tables) {
    stop?.throwIfAborted()
    saved.push(await saveTable(client, table, draft))
  }
  await sql('commit')
  return { ...facts, tables: saved }
}

async function saveTable(client: pg.Client, table: Table, draft: string): Promise<SavedTable> {
  const file = `tables/${table.name.replaceAll('"', '')}.copy.gz`
  const tally = await copyTableOut(client, table, path.join(draft, file))
  return { name: table.name, columns: table.columns, file, ...tally }
}

async function readFacts(sql: Sql) {
  const [at] = await sql<{ now: Date }>(`select clock_timestamp()::timestamptz(3) as now`)
  const [auditHead] = await sql<Manifest['auditHead']>(`select sequence, hash from ledger.head`)
  if (!at || !auditHead) throw new Error('ledger.head has lost its row')
  return {
    madeAt: at.now.toISOString(),
    auditHead,
    migrations: await sql<Manifest['migrations'][number]>(
      `select migration_name as name, checksum from _prisma_migrations
        where finished_at is not null and rolled_back_at is null order by migration_name collate "C"`,
    ),
    sequences: await sql<Manifest['sequences'][number]>(
      `select format('%I.%I', schemaname, sequencename) as name, last_value::text as last from pg_sequences
        where last_value is not null and schemaname <> 'graphile_worker' 
          order by schemaname collate "C", sequencename collate "C"`,
    ),
    pictures: await namedPictures(sql),
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

const refuseFolder = (folder: string) => (error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error)
  throw new NewsroomError('INVALID_INPUT', `A backup cannot be written to ${folder} (${reason}). Name another folder.`)
}
