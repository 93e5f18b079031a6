import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { tallyTable } from '../../backup/copy-table.ts'
import { describeTables } from '../../backup/describe-tables.ts'
import { withExactSession } from '../../backup/exact-session.ts'
import { makeBackup, type Backup } from '../../backup/make-backup.ts'
import { restoreBackup } from '../../backup/restore-backup.ts'
import { applyMigrations } from '../../database/apply-migrations.ts'
import { sqlOfPg } from '../../database/sql.ts'
import { diskStorage } from '../../images/disk-storage.ts'
import { originalKey } from '../../images/picture-storage.ts'
import { actingAs, openAuthoring } from '../../seed/open-authoring.ts'
import { emptyDatabase, type FreshDatabase } from '../fresh-database.ts'
import { create, move, openTestNewsroom, save, type TestNewsroom } from '../newsroom.ts'
import { verifyStoredTrail } from '../verify-stored-trail.ts'

let newsroom: TestNewsroom
let folder: string
const leftovers: (() => Promise<void>)[] = []
before(async () => {
  newsroom = await openTestNewsroom()
  folder = await mkdtemp(path.join(tmpdir(), 'bouclage-test-'))
  const story = await newsroom.stories.live({
    headline: 'Un \\t qui n’en est pas un, «\u00a0œuvre\u00a0» et \u{1f5de}',
    description: 'Ici.\nEt là.',
  })
  await newsroom.desks.editor.ask(...save(story, { headline: 'Une autre suite' }))
  await newsroom.stories.approved()
})
after(async () => {
  for (const clear of leftovers) await clear()
  await newsroom.close()
  await rm(folder, { recursive: true, force: true })
})

const backUp = (): Promise<Backup> =>
  makeBackup({ databaseUrl: newsroom.databaseUrl, storage: newsroom.storage, into: folder, now: new Date() })

/** An empty machine: a database without a table, and a storage without a picture. */
async function emptyMachine(): Promise<FreshDatabase & { dataDir: string }> {
  const database = await emptyDatabase()
  const dataDir = await mkdtemp(path.join(tmpdir(), 'bouclage-test-'))
  leftovers.push(database.drop, () => rm(dataDir, { recursive: true, force: true }))
  return { ...database, dataDir }
}

const storageOf = ({ dataDir }: { dataDir: string }) => diskStorage(path.join(dataDir, 'images'))
const restoreInto = (machine: Awaited<ReturnType<typeof emptyMachine>>, from: string) =>
  restoreBackup({ folder: from, databaseUrl: machine.url, storage: storageOf(machine), log: () => {} })

const talliesOf = (url: string) =>
  withExactSession(url, async client => {
    const tallies: Record<string, unknown> = {}
    for (const table of await describeTables(sqlOfPg(client))) tallies[table.name] = await tallyTable(client, table)
    return tallies
  })

const articlesIn = (url: string) =>
  withExactSession(url, async client => {
    const { rows } = await client.query<{ there: string | null }>(`select to_regclass('"Article"')::text as there`)
    if (!rows[0]?.there) return 0
    return (await client.query<{ n: number }>(`select count(*)::int as n from "Article"`)).rows[0]?.n
  })

test('everything stands on an empty machine as it stood, row for row and byte for byte', async () => {
  const { folder: backup, manifest } = await backUp()
  const machine = await emptyMachine()

  await restoreInto(machine, backup)

  assert.deepEqual(await talliesOf(machine.url), await talliesOf(newsroom.databaseUrl))
  assert.ok(manifest.pictures.length > 0 && manifest.tables.some(({ rows }) => rows > 0))
  for (const { key } of manifest.pictures)
    assert.deepEqual(await storageOf(machine).read(originalKey(key)), await newsroom.storage.read(originalKey(key)))
})

test('work goes on after a restore: the trail is whole, guards hold, and numbers follow on', async () => {
  const { folder: backup } = await backUp()
  const machine = await emptyMachine()
  await restoreInto(machine, backup)
  const restored = await openAuthoring(machine.url, { ...machine, auditKey: newsroom.newsroom.auditKey() })
  leftovers.unshift(restored.close)
  const { person } = newsroom.desks.publisher
  const desk = actingAs(restored.context, person)

  const story = await restored.context.prisma.article.findFirstOrThrow({ where: { state: 'approved' } })
  const [query, variables] = move('publish', story)
  const published = await desk.graphql.raw({ query, variables })

  assert.equal(published.errors, undefined)
  assert.deepEqual((await verifyStoredTrail(restored)).findings, [])
  await assert.rejects(restored.context.prisma.revision.deleteMany({}))
})

test('a backup made while people write is one instant of the newsroom', async () => {
  let writing = true
  const write = async () => {
    while (writing) {
      const { data } = await newsroom.desks.author.ask(...create({ headline: 'Au fil de la plume' }))
      const story = data?.['createArticle'] as { id: string; version: number } | undefined
      if (story) await newsroom.desks.author.ask(...save(story, { headline: 'Et la suite' }))
    }
  }
  const writers = [write(), write()]

  const { folder: backup } = await backUp()
  writing = false
  await Promise.all(writers)

  const machine = await emptyMachine()
  await restoreInto(machine, backup)
  const restored = await openAuthoring(machine.url, { ...machine, auditKey: newsroom.newsroom.auditKey() })
  leftovers.unshift(restored.close)
  const torn = await restored.context.prisma.$queryRaw`
    select a.id from "Article" a
     where a."newestRevision" <> (select coalesce(max(number), 0) from "Revision" r where r."articleId" = a.id)`
  assert.deepEqual(torn, [])
  assert.deepEqual((await verifyStoredTrail(restored)).findings, [])
})

test('a backup that was changed is refused with the table’s name, and nothing of it stays', async () => {
  const { folder: backup, manifest } = await backUp()
  const changed = path.join(folder, 'changed')
  await cp(backup, changed, { recursive: true })
  const [other, revisions] = ['public."Section"', 'public."Revision"'].map(name =>
    manifest.tables.find(t => t.name === name),
  )
  await cp(path.join(backup, other!.file), path.join(changed, revisions!.file), { force: true })
  const machine = await emptyMachine()

  await assert.rejects(restoreInto(machine, changed), /holds the table public\."Revision", cannot be read/)

  assert.equal(await articlesIn(machine.url), 0)
  await restoreInto(machine, backup)
  assert.ok(Number(await articlesIn(machine.url)) > 0, 'the same database still takes a good one')
})

test('a cut file, a changed number and a missing picture are each refused', async () => {
  const { folder: backup, manifest } = await backUp()
  const cut = path.join(folder, 'cut')
  const renumbered = path.join(folder, 'renumbered')
  await cp(backup, cut, { recursive: true })
  await cp(backup, renumbered, { recursive: true })
  const articles = manifest.tables.find(({ name }) => name === 'public."Article"')!
  const bytes = await readFile(path.join(cut, articles.file))
  await writeFile(path.join(cut, articles.file), bytes.subarray(0, bytes.length / 2))
  const text = await readFile(path.join(renumbered, 'manifest.json'), 'utf8')
  await writeFile(path.join(renumbered, 'manifest.json'), text.replace(articles.sha256, '0'.repeat(64)))
  const elsewhere = path.join(folder, 'elsewhere', path.basename(backup))
  await cp(backup, elsewhere, { recursive: true })

  const machine = await emptyMachine()

  await assert.rejects(restoreInto(machine, cut), /holds the table public\."Article", cannot be read/)
  await assert.rejects(restoreInto(machine, renumbered), /public\."Article".*was changed since/)
  await assert.rejects(restoreInto(machine, elsewhere), /The picture [0-9a-f]{32} of this backup is missing/)
  assert.equal(await articlesIn(machine.url), 0)
})

test('a database with something in it is left alone', async () => {
  const { folder: backup } = await backUp()
  const before = await talliesOf(newsroom.databaseUrl)

  const restoring = restoreBackup({
    folder: backup,
    databaseUrl: newsroom.databaseUrl,
    storage: newsroom.storage,
    log: () => {},
  })

  await assert.rejects(restoring, /restored into an empty database/)
  assert.deepEqual(await talliesOf(newsroom.databaseUrl), before)
})

test('a backup of an earlier version is brought up to this one', async () => {
  const old = await emptyMachine()
  await applyMigrations(old.url, { log: () => {}, only: ['20261123000100_lists', '20261123000200_delivery'] })
  const client = new pg.Client({ connectionString: old.url })
  await client.connect()
  await client.query(`insert into delivery.slug values ('une-histoire', 'article-1')`)
  await client.end()
  const order = { databaseUrl: old.url, storage: storageOf(old), into: path.join(folder, 'old'), now: new Date() }
  const { folder: backup } = await makeBackup(order)
  const machine = await emptyMachine()

  await restoreInto(machine, backup)

  const kept = await withExactSession(machine.url, async now => ({
    slugs: (await now.query(`select slug from delivery.slug`)).rows,
    migrations: (await now.query(`select 1 from _prisma_migrations`)).rowCount,
  }))
  assert.deepEqual(kept.slugs, [{ slug: 'une-histoire' }])
  assert.ok(Number(kept.migrations) > 2)
})

test('a second backup writes no picture again, and an unfinished one leaves nothing', async () => {
  await backUp()
  const pictures = () => readdir(path.join(folder, 'pictures'), { recursive: true })
  const before = await pictures()
  const stopped = AbortSignal.abort(new Error('Ctrl-C'))

  await backUp()
  const unfinished = makeBackup({
    ...{ databaseUrl: newsroom.databaseUrl, storage: newsroom.storage, into: folder, now: new Date(), stop: stopped },
  })

  await assert.rejects(unfinished, /Ctrl-C/)
  assert.deepEqual(await pictures(), before)
  assert.deepEqual(
    (await readdir(folder)).filter(name => name.endsWith('.unfinished')),
    [],
  )
})

test('a picture whose bytes are gone is named, and the backup holds the rest', async () => {
  const id = await newsroom.stories.image()
  const { file_id: key } = await newsroom.context.prisma.image.findUniqueOrThrow({ where: { id } })
  await newsroom.storage.delete(originalKey(key))

  const { manifest } = await backUp()

  assert.deepEqual(manifest.lostPictures, [key])
  assert.ok(manifest.pictures.length > 0)
})
