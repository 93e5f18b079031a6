import { createHash, randomBytes } from 'node:crypto'
import { Socket } from 'node:net'
import path from 'node:path'
import pg from 'pg'
import { applyMigrations } from '../database/apply-migrations.ts'
import { openDatabase } from '../database/open-database.ts'
import { readMigrations } from '../database/read-migrations.ts'

export type FreshDatabase = { url: string; drop(): Promise<void> }

const project = path.resolve(import.meta.dirname, '..')
const makingLock = 20_261_124
const templatePrefix = 'bouclage_template_'
const testPrefix = 'bouclage_test_'

/**
 * A migrated, empty database of the test's own, a copy of a template that is made once for each content of migrations/.
 * On the server of TEST_DATABASE_URL (its user must be allowed to make databases), else on one of our own in data/test.
 */
export const freshDatabase = (): Promise<FreshDatabase> => makeDatabase(findTemplate)

/** The same without anything in it, for tests of the migrations themselves. */
export const emptyDatabase = (): Promise<FreshDatabase> => makeDatabase(async () => 'template0')

async function makeDatabase(choose: typeof findTemplate): Promise<FreshDatabase> {
  const server = await openDatabase({
    databaseUrl: process.env.TEST_DATABASE_URL,
    dataDir: path.join(project, 'data/test'),
    log: () => {},
  })
  const socket = new Socket()
  const client = await connect(server.url, socket)
  if (server.embedded) await preferSpeed(client)
  const name = await alone(client, async () => {
    await dropLeftovers(client)
    return copyTemplate(client, await choose(client, server.url))
  })
  socket.unref() // a test that forgets drop() still ends; the next one clears up
  let dropped: Promise<void> | undefined
  const drop = async () => {
    socket.ref()
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await client.end()
    await server.close()
  }
  return { url: addressOf(server.url, name), drop: () => (dropped ??= drop()) }
}

async function connect(url: string, socket = new Socket()): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, stream: () => socket })
  client.on('error', () => {}) // the server may fall in a test that kills it
  await client.connect()
  return client
}

/** A power cut may take the test databases with it. */
async function preferSpeed(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ fsync: string }>('SHOW fsync')
  if (rows[0]?.fsync === 'off') return
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'])
    await client.query(`ALTER SYSTEM SET ${setting} = off`)
  await client.query('SELECT pg_reload_conf()')
}

/** Test files run side by side, and a template can't be copied while somebody is in it. */
async function alone<Result>(client: pg.Client, act: () => Promise<Result>): Promise<Result> {
  await client.query('SELECT pg_advisory_lock($1)', [makingLock])
  try {
    return await act()
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [makingLock])
  }
}

async function findTemplate(client: pg.Client, url: string): Promise<string> {
  const migrations = await readMigrations(path.join(project, 'migrations'))
  const content = migrations.map(({ name, checksum }) => `${name} ${checksum}\n`).join('')
  const template = templatePrefix + createHash('sha256').update(content).digest('hex').slice(0, 16)
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template])
  if (rowCount) return template
  await dropAll(client, await databasesLike(client, templatePrefix))
  await makeTemplate(client, url, template)
  return template
}

async function makeTemplate(client: pg.Client, url: string, template: string): Promise<void> {
  const draft = `${templatePrefix}draft`
  await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`)
  await client.query(`CREATE DATABASE ${draft}`)
  await applyMigrations(addressOf(url, draft), { log: () => {} })
  await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`)
}

/** Databases whose test was killed: nobody holds their lock. */
async function dropLeftovers(client: pg.Client): Promise<void> {
  const leftovers = []
  for (const name of await databasesLike(client, testPrefix)) {
    const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock(hashtext($1)) AS free', [name])
    if (rows[0]?.free) leftovers.push(name)
  }
  await dropAll(client, leftovers)
}

async function databasesLike(client: pg.Client, prefix: string): Promise<string[]> {
  const statement = 'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)'
  return (await client.query<{ name: string }>(statement, [prefix])).rows.map(({ name }) => name)
}

async function dropAll(client: pg.Client, names: string[]): Promise<void> {
  for (const name of names) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
}

async function copyTemplate(client: pg.Client, template: string): Promise<string> {
  const name = testPrefix + randomBytes(8).toString('hex')
  await client.query('SELECT pg_advisory_lock(hashtext($1))', [name])
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  return name
}

function addressOf(url: string, database: string): string {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}
