import assert from 'node:assert/strict'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { sqlOfPrisma, type Sql } from '../../database/sql.ts'
import { exportArticle } from '../../seed/export-article.ts'
import { importDocument } from '../../seed/import-documents.ts'
import { resetContent } from '../../seed/reset-content.ts'
import { move, openTestNewsroom, save, type TestNewsroom } from '../newsroom.ts'

const folder = path.resolve(import.meta.dirname, '../../seed')
const slug = 'pourparlers-azerbaidjan-haut-karabakh'
const documentFile = path.join(folder, 'articles', `${slug}.txt`)

let newsroom: TestNewsroom
let sql: Sql
before(async () => {
  newsroom = await openTestNewsroom()
  sql = sqlOfPrisma(newsroom.context.prisma)
})
after(() => newsroom.close())

const published = () =>
  sql<{ headline: string; content: { readingMinutes: number; sections: { heading: string; text: string }[] } }>(
    `select headline, content from delivery.publication where valid_to is null order by slug`,
  )

/** All content but ids and times, which a reset gives anew. */
const contentNow = async () => ({
  published: (await published()).map(({ headline, content }) => ({
    headline,
    sections: content.sections.map(({ heading, text }) => [heading, text]),
  })),
  rows: await sql(`select (select count(*)::int from "Article") as articles, (select count(*)::int from "Section") as sections,
    (select count(*)::int from "Tag") as tags, (select count(*)::int from "Image") as images,
    (select count(*)::int from "Revision") as revisions`),
})

test('the reset shows readers the document to the letter', async () => {
  await resetContent(newsroom, { folder })

  const [story] = await published()
  const lines = (await readFile(documentFile, 'utf8')).split('\n')
  const told = story?.content.sections.flatMap(({ heading, text }) => [heading, ...text.split('\n\n')])
  assert.deepEqual(
    told,
    lines.slice(8).filter(line => line !== ''),
  )
  assert.equal(story?.content.sections.length, 6)
  assert.equal(story?.content.readingMinutes, 3)
  assert.equal(story?.headline, lines[1])
})

test('the story stands as if it had gone the whole way', async () => {
  const article = await newsroom.context.prisma.article.findUniqueOrThrow({ where: { slug }, include: { image: true } })
  const entries = await newsroom.context.prisma.auditEntry.findMany({
    where: { subject: `article:${article.id}` },
    orderBy: { sequence: 'asc' },
  })

  assert.deepEqual([article.state, article.approvedRevision, article.liveRevision], ['approved', 1, 1])
  assert.deepEqual(
    entries.map(({ action, actorId }) => [action, actorId]),
    ['create', 'submit', 'approve', 'publish'].map(act => [`article.${act}`, 'seed']),
  )
  assert.equal(article.image?.caption, 'Photo non contractuelle')
  assert.equal(article.image?.isIllustrative, true)
})

test('run twice, the reset gives the same content, and the audit chain keeps both', async () => {
  await newsroom.stories.live()
  await resetContent(newsroom, { folder })
  const once = await contentNow()

  await resetContent(newsroom, { folder })

  assert.deepEqual(await contentNow(), once)
  assert.equal(await newsroom.context.prisma.auditEntry.count({ where: { action: 'seed.reset' } }), 3)
})

test('a reset that is cut off changes nothing', async () => {
  const before = await contentNow()
  const audited = await newsroom.context.prisma.auditEntry.count()
  const client = new pg.Client({ connectionString: newsroom.databaseUrl })
  await client.connect()
  // The ledger’s lock holds the reset up after it has deleted everything; then its connection dies, as in a kill -9.
  await client.query('begin; select from ledger.head for update')
  const reset = assert.rejects(resetContent(newsroom, { folder }))
  const waiting = `select pid from pg_locks where not granted and locktype in ('transactionid', 'tuple')`
  while ((await client.query(waiting)).rowCount === 0);

  await client.query(`select pg_terminate_backend(pid) from (${waiting}) as stuck`)
  await client.query('rollback')
  await reset
  await client.end()

  assert.deepEqual(await contentNow(), before)
  assert.equal(await newsroom.context.prisma.auditEntry.count(), audited)
})

test('an export gives back the document byte for byte, until the story is edited', async () => {
  const original = await readFile(documentFile)
  const exported = await exportArticle(newsroom, slug)
  const story = await newsroom.context.prisma.article.findUniqueOrThrow({ where: { slug } })
  await newsroom.desks.editor.ask(...save(story, { headline: 'Un autre titre' }))

  const edited = await exportArticle(newsroom, slug)

  assert.deepEqual(Buffer.from(exported), original)
  assert.match(Buffer.from(edited).toString(), /^Photo non contractuelle\nUn autre titre\n/)
})

test('an import makes a draft that nobody reads yet, and its export gives the same bytes', async () => {
  const live = (await published()).length
  const file = path.join(newsroom.dataDir, 'importe.txt')
  await copyFile(documentFile, file)

  const imported = await importDocument(newsroom, file)

  const article = await newsroom.context.prisma.article.findUniqueOrThrow({ where: { slug: imported } })
  assert.deepEqual([article.state, article.liveRevision], ['draft', null])
  assert.equal((await published()).length, live)
  assert.deepEqual(Buffer.from(await exportArticle(newsroom, imported)), await readFile(documentFile))
})

test('a document that does not fit is refused with its line, and nothing of it is stored', async () => {
  const before = await contentNow()
  const file = path.join(newsroom.dataDir, 'faux.txt')
  await writeFile(file, 'Un titre\n\nUn autre titre\n\nDu texte.\n')

  const refusal = await importDocument(newsroom, file).then(
    () => null,
    (error: { code: string; message: string }) => error,
  )

  assert.equal(refusal?.code, 'DOCUMENT_REFUSED')
  assert.match(refusal?.message ?? '', /faux\.txt, line \d+/)
  assert.deepEqual(await contentNow(), before)
})

test('a document whose slug is taken is refused, and nothing of it is stored', async () => {
  const before = await contentNow()

  await assert.rejects(importDocument(newsroom, documentFile), { code: 'SLUG_TAKEN' })

  assert.deepEqual(await contentNow(), before)
})

test('the reset takes the jobs of the stories that go', async () => {
  const { desks, stories } = newsroom
  const { refusal } = await desks.publisher.ask(...move('schedule', await stories.approved()))
  const before = await sql(`select key from graphile_worker.jobs`)

  await resetContent(newsroom, { folder })

  assert.equal(refusal, null)
  assert.equal(before.length, 1)
  assert.deepEqual(await sql(`select key from graphile_worker.jobs`), [])
})
