import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { keystoneCli, settingsForBuild } from '../../commands/run-keystone.ts'
import { applyMigrations } from '../../database/apply-migrations.ts'
import { readMigrations } from '../../database/read-migrations.ts'
import { ownSchemas } from '../../database/schema-engine/prepare-database.mjs'
import { emptyDatabase, freshDatabase, type FreshDatabase } from '../fresh-database.ts'
import { type Outcome, project, runNode, runPrisma, scratchProject } from '../scratch-project.ts'

const migrations = path.join(project, 'migrations')
const urgency = /^ +urgency .*\n/m

let database: FreshDatabase

before(async () => {
  database = await freshDatabase()
})

after(() => database.drop())

async function withClient<Result>(url: string, act: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

/** Exit code 0: the migrations make what `schema` describes; 2: they make something else. */
async function compareWithMigrations(schema: string): Promise<Outcome> {
  const copy = await scratchProject({ 'schema.prisma': schema })
  for (const { name, sql } of await readMigrations(migrations)) await copy.writeMigration(name, sql)
  const diff = ['migrate', 'diff', '--from-migrations', 'migrations', '--to-schema', 'schema.prisma', '--exit-code']
  const outcome = await runPrisma(copy.folder, diff, database.url)
  await copy.remove()
  return outcome
}

/** Exit code 0: the lists print as `schema` says. Keystone writes nothing here. */
async function compareWithLists(schema: string): Promise<Outcome> {
  const graphql = await readFile(path.join(project, 'schema.graphql'), 'utf8')
  const copy = await scratchProject({ 'schema.prisma': schema, 'schema.graphql': graphql })
  const build = [keystoneCli, 'build', '--frozen', '--no-ui']
  const outcome = await runNode(build, { cwd: copy.folder, environment: settingsForBuild() })
  await copy.remove()
  return outcome
}

const readSchema = (): Promise<string> => readFile(path.join(project, 'schema.prisma'), 'utf8')

test('the migrations make exactly the tables that schema.prisma describes', async () => {
  const schema = await readSchema()

  const same = await compareWithMigrations(schema)
  const other = await compareWithMigrations(schema.replace(urgency, ''))

  assert.equal(same.code, 0, same.output)
  assert.equal(other.code, 2, other.output)
  assert.match(other.output, /Removed column `urgency`/)
})

test('schema.prisma is what the lists say today', async () => {
  const schema = await readSchema()

  const same = await compareWithLists(schema)
  const other = await compareWithLists(schema.replace(urgency, ''))

  assert.equal(same.code, 0, `Run npm run generate.\n${same.output}`)
  assert.equal(other.code, 1, other.output)
  assert.match(other.output, /Prisma schema is not up to date/)
})

test('a second call finds everything applied and starts nothing', async () => {
  const said: string[] = []

  await applyMigrations(database.url, { log: sentence => said.push(sentence) })

  assert.deepEqual(said, [])
})

test('two processes that migrate an empty database at once both end well', async () => {
  const empty = await emptyDatabase()
  const apply = () => applyMigrations(empty.url, { log: () => {} })

  await Promise.all([apply(), apply()])

  const applied = await withClient(empty.url, client =>
    client.query('SELECT migration_name AS name, count(*)::int AS times FROM _prisma_migrations GROUP BY 1 ORDER BY 1'),
  )
  await empty.drop()
  const names = (await readMigrations(migrations)).map(({ name }) => ({ name, times: 1 }))
  assert.deepEqual(applied.rows, names)
})

test('a migration that was reworded after it was applied is refused by name', async () => {
  const other = await freshDatabase()
  await withClient(other.url, client =>
    client.query(`UPDATE _prisma_migrations SET checksum = 'another' WHERE migration_name LIKE '%_delivery'`),
  )

  const refused = applyMigrations(other.url, { log: () => {} })

  await assert.rejects(refused, { code: 'SETTING_REFUSED', message: /applied \d+_delivery in another wording/ })
  await other.drop()
})

test('a reset empties the schemas of our own too, and migrates again', async () => {
  const other = await freshDatabase()

  const reset = await runPrisma(project, ['migrate', 'reset', '--force'], other.url)

  const slugs = await withClient(other.url, client => client.query('SELECT * FROM delivery.slug'))
  await other.drop()
  assert.equal(reset.code, 0, reset.output)
  assert.deepEqual(slugs.rows, [])
})

test('a reset knows every schema that a migration creates', async () => {
  const all = (await readMigrations(migrations)).map(({ sql }) => sql).join('\n')

  const created = [...all.matchAll(/^CREATE SCHEMA (?:IF NOT EXISTS )?"?(\w+)"?/gim)].map(match => match[1])

  assert.deepEqual(
    created.filter(schema => !['public', ...ownSchemas].includes(schema ?? '')),
    [],
  )
  assert.ok(created.includes('delivery'))
})
