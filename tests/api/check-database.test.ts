import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { NewsroomError } from '../../errors.ts'
import { openDatabase } from '../../database/open-database.ts'
import { emptyDatabase, type FreshDatabase } from '../fresh-database.ts'

let database: FreshDatabase

before(async () => {
  database = await emptyDatabase()
})

after(() => database.drop())

const open = (databaseUrl: string) => openDatabase({ databaseUrl, dataDir: '/nowhere', log: () => {} })

async function refusalOf(change: (address: URL) => void): Promise<string> {
  const address = new URL(database.url)
  change(address)
  const refusal: unknown = await open(address.href).catch((error: unknown) => error)
  assert.ok(refusal instanceof NewsroomError && refusal.code === 'SETTING_REFUSED')
  assert.ok(!refusal.message.includes(address.password), 'the password is told')
  return refusal.message
}

test('a server that answers is used as it is named', async () => {
  const opened = await open(database.url)

  await opened.close()
  assert.deepEqual([opened.url, opened.embedded], [database.url, false])
})

test('each wrong part of an address gets a sentence of its own, and none tells the password', async () => {
  const wrongPassword = await refusalOf(address => (address.password = 'wrong-secret'))
  const wrongDatabase = await refusalOf(address => (address.pathname = '/elsewhere'))
  const noDatabase = await refusalOf(address => (address.pathname = '/'))
  const wrongPort = await refusalOf(address => (address.port = '1'))
  const wrongHost = await refusalOf(address => (address.hostname = 'db.invalid'))
  const wrongEscape = await refusalOf(address => (address.username = '%zz'))

  assert.match(wrongPassword, /refused the password of the user “/)
  assert.match(wrongDatabase, /There is no database “elsewhere”/)
  assert.match(noDatabase, /names no database/)
  assert.match(wrongPort, /Nothing listens at .*:1\./)
  assert.match(wrongHost, /No machine answers to the name in db\.invalid/)
  assert.match(wrongEscape, /Write a literal % as %25/)
})

test('what is not an address of PostgreSQL is refused with an example', async () => {
  const refusals = ['mysql://a:b@c/d', 'localhost', '/var/lib'].map(url =>
    assert.rejects(open(url), /postgresql:\/\/USER/),
  )

  await Promise.all(refusals)
})

test('a database that cannot hold every letter is refused', async () => {
  const name = `bouclage_latin_${process.pid}`
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(`CREATE DATABASE ${name} ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0`)

  const refusal = await refusalOf(address => (address.pathname = `/${name}`))

  await client.query(`DROP DATABASE ${name} WITH (FORCE)`)
  await client.end()
  assert.match(refusal, /encoded in LATIN1/)
})
