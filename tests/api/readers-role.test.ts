import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { buildDelivery } from '../../delivery/build-delivery.ts'
import { feedFormats } from '../../delivery/feeds/feed-formats.ts'
import { openDeliveryPool } from '../../delivery/open-delivery-pool.ts'
import { openTestNewsroom, type TestNewsroom } from '../newsroom.ts'

const role = `readers_${randomBytes(6).toString('hex')}`
const password = randomBytes(16).toString('hex')
let newsroom: TestNewsroom
let owner: pg.Client
let readersUrl: string
before(async () => {
  newsroom = await openTestNewsroom()
  owner = new pg.Client({ connectionString: newsroom.databaseUrl })
  await owner.connect()
  await owner.query(asDocumented())
  const url = new URL(newsroom.databaseUrl)
  Object.assign(url, { username: role, password })
  readersUrl = url.href
})
after(async () => {
  await owner?.query(`drop owned by ${role}; drop role ${role}`)
  await owner?.end()
  await newsroom?.close()
})

/** The very statements that operators are told. */
function asDocumented(): string {
  const [, sql = ''] = /```sql\n(create role readers[^`]*)```/.exec(readFileSync('docs/growing.md', 'utf8')) ?? []
  assert.ok(sql.includes('grant'), 'the page has the statements')
  return sql.replaceAll('readers', role).replace('…', password)
}

test('a process with the readers’ role answers all that readers ask', async () => {
  const live = await newsroom.stories.live({ slug: 'la-falaise' })
  const pool = openDeliveryPool({ databaseUrl: readersUrl, max: 2 })
  const app = buildDelivery({ pool, publicUrl: 'https://news.example', storage: newsroom.storage })
  const addresses = [
    `/graphql?query=${encodeURIComponent('{ articles { nodes { slug sections { html } tags { slug } similarArticles { slug } } } search(query: "falaise") { edges { excerpt } } tags { nodes { slug } } articleStatus(slug: "la-falaise") { status } }')}`,
    ...Object.keys(feedFormats).map(file => `/feeds/${file}`),
    ...['/sitemap.xml', '/sitemap-news.xml'],
  ]

  const answers = []
  for (const address of addresses) answers.push(await app.inject(address))

  assert.deepEqual(
    answers.filter(({ statusCode }) => statusCode !== 200).map(({ body }) => body),
    [],
  )
  assert.ok(answers[0]?.body.includes(live.slug))
  await app.close()
  await pool.end()
})

test('whoever takes that process over finds nothing but what was published, and writes nothing', async () => {
  await newsroom.stories.draft({ headline: 'Le secret de la falaise' })
  const intruder = new pg.Client({ connectionString: readersUrl })
  await intruder.connect()
  const { rows: tables } = await owner.query<{ name: string; schema: string }>(
    `select format('%I.%I', schemaname, tablename) as name, schemaname as schema from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const outcome = (statement: string) =>
    intruder.query(statement).then(
      () => 'done',
      ({ code }: pg.DatabaseError) => code,
    )

  const readable = []
  const writable = []
  for (const { name } of tables) {
    if ((await outcome(`select * from ${name} limit 1`)) === 'done') readable.push(name)
    for (const statement of [`delete from ${name}`, `insert into ${name} default values`, `truncate ${name}`])
      if ((await outcome(statement)) !== '42501') writable.push(statement)
  }
  await intruder.end()

  const open = readable.filter(name => !name.startsWith('delivery.'))
  assert.deepEqual(open, ['public._prisma_migrations'])
  assert.deepEqual(writable, [])
  assert.ok(tables.length > 25 && readable.length > 4, `${tables.length} tables, ${readable.length} readable`)
})
