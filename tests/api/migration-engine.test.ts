import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { emptyDatabase, type FreshDatabase } from '../fresh-database.ts'
import { runPrisma, type ScratchProject, scratchProject } from '../scratch-project.ts'

const schema = `
datasource postgresql {
  provider = "postgresql"
}

generator client {
  provider = "prisma-client"
  output   = "./generated/prisma"
}

model Story {
  id       String @id
  headline String
}
`

let database: FreshDatabase
let project: ScratchProject

before(async () => {
  database = await emptyDatabase()
  project = await scratchProject({ 'schema.prisma': schema })
})

after(async () => {
  await project.remove()
  await database.drop()
})

async function ask(statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows
  } finally {
    await client.end()
  }
}

const states =
  'SELECT migration_name, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS rolled_back FROM _prisma_migrations WHERE migration_name = '

test('prisma migrate dev writes the first migration and applies it', async () => {
  const made = await runPrisma(project.folder, ['migrate', 'dev', '--name', 'stories'], database.url)

  assert.equal(made.code, 0, made.output)
  assert.deepEqual(await ask('SELECT * FROM "Story"'), [])
  assert.equal((await runPrisma(project.folder, ['migrate', 'status'], database.url)).code, 0)
})

test('a migration with a function body is applied whole', async () => {
  await project.writeMigration(
    '20990101000000_function',
    `CREATE SCHEMA desk;
     CREATE FUNCTION desk.shout() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       NEW.headline := upper(NEW.headline) || '; encore';
       RETURN NEW;
     END $$;
     CREATE TRIGGER shout BEFORE INSERT ON "Story" FOR EACH ROW EXECUTE FUNCTION desk.shout();`,
  )

  const deployed = await runPrisma(project.folder, ['migrate', 'deploy'], database.url)

  assert.equal(deployed.code, 0, deployed.output)
  const told = await ask(`INSERT INTO "Story" VALUES ('1', 'élu') RETURNING headline`)
  assert.deepEqual(told, [{ headline: 'ÉLU; encore' }])
})

test('a migration whose last statement fails is not applied at all, and is tried again once it is corrected', async () => {
  const name = '20990101000001_half'
  await project.writeMigration(name, 'CREATE TABLE half (id text);\nSELECT 1 / 0;')

  const failed = await runPrisma(project.folder, ['migrate', 'deploy'], database.url)
  const left = await ask(`SELECT to_regclass('half') AS half`)
  await project.writeMigration(name, 'CREATE TABLE half (id text);')
  const corrected = await runPrisma(project.folder, ['migrate', 'deploy'], database.url)

  assert.equal(failed.code, 1)
  assert.match(failed.output, /division by zero/)
  assert.deepEqual(left, [{ half: null }])
  assert.equal(corrected.code, 0, corrected.output)
  assert.deepEqual(await ask('SELECT * FROM half'), [])
})

test('a migration that was applied as its process was killed is not applied twice', async () => {
  const name = '20990101000002_killed'
  await project.writeMigration(name, 'CREATE TABLE once (id text);')
  await runPrisma(project.folder, ['migrate', 'deploy'], database.url)
  await ask(
    `UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 0 WHERE migration_name = '${name}'`,
  )

  const again = await runPrisma(project.folder, ['migrate', 'deploy'], database.url)

  assert.equal(again.code, 0, again.output)
  assert.deepEqual(await ask(`${states}'${name}'`), [{ migration_name: name, finished: true, rolled_back: false }])
})

test('a migration that was not applied as its process was killed is tried again', async () => {
  const name = '20990101000003_cut'
  await project.writeMigration(name, 'CREATE TABLE cut (id text);')
  await ask(`INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('cut', '', '${name}')`)

  const again = await runPrisma(project.folder, ['migrate', 'deploy'], database.url)

  assert.equal(again.code, 0, again.output)
  assert.deepEqual(await ask('SELECT * FROM cut'), [])
})

test('a database that holds tables but no history is left alone', async () => {
  const other = await emptyDatabase()
  const client = new pg.Client({ connectionString: other.url })
  await client.connect()
  await client.query('CREATE TABLE accounts (id text)')
  await client.end()

  const refused = await runPrisma(project.folder, ['migrate', 'deploy'], other.url)
  await other.drop()

  assert.equal(refused.code, 1)
  assert.match(refused.output, /P3005\s+The database holds tables but no migration history/)
})

test('a failing engine is told to whoever called, never swallowed', async () => {
  process.env.FORCE_PANIC_SCHEMA_ENGINE = '1'
  const panicked = await runPrisma(project.folder, ['migrate', 'deploy'], database.url)
  delete process.env.FORCE_PANIC_SCHEMA_ENGINE

  assert.equal(panicked.code, 1)
  assert.match(panicked.output, /artificial panic/)
})

test('formatting and generating need neither a database nor a download', async () => {
  const formatted = await runPrisma(project.folder, ['format'])
  const generated = await runPrisma(project.folder, ['generate'])

  assert.equal(formatted.code, 0, formatted.output)
  assert.equal(generated.code, 0, generated.output)
})
