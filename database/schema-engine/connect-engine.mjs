import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { withMark } from './prepare-database.mjs'

const internalChar = 18 // PostgreSQL's own one-byte "char", which its catalogues use
const text = 25

/**
 * The engine's connections: Prisma's adapter with what it gets wrong for migrations put right. A pool of one that never
 * lets go, so that BEGIN, a session's locks and what follows them meet on the same connection.
 */
export function connectionsTo(url) {
  const { provider, adapterName } = new PrismaPg({ connectionString: url })
  return {
    ...{ provider, adapterName },
    connect: () => connect(url, withMark),
    connectToShadowDb: () => connectToShadow(url),
  }
}

async function connect(url, finish = script => script) {
  if (!url) throw new Error('No database is named. Set DATABASE_URL to a PostgreSQL address.')
  const pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0 })
  const adapter = await new PrismaPg(pool).connect()
  const { queryRaw } = adapter
  adapter.queryRaw = query => readWithInternalChars(adapter, queryRaw, query)
  adapter.executeScript = script => runWhole(pool, adapter, finish(script))
  adapter.dispose = () => pool.end()
  return adapter
}

/** The adapter knows no "char" and fails on it; the engine wants a character (given text, it panics on 18). */
async function readWithInternalChars(adapter, queryRaw, query) {
  const places = []
  const performIO = async asked => {
    const result = await adapter.performIO(asked)
    const fields = result.fields.map((field, place) => {
      if (field.dataTypeID !== internalChar) return field
      places.push(place)
      return { name: field.name, dataTypeID: text }
    })
    return { fields, rows: result.rows }
  }
  const answer = await queryRaw.call(Object.create(adapter, { performIO: { value: performIO } }), query)
  for (const place of places) answer.columnTypes[place] = ColumnTypeEnum.Character
  return answer
}

/** The adapter cuts a script at every semicolon, also inside functions; sent whole, it is applied whole or not at all. */
async function runWhole(pool, adapter, script) {
  try {
    await pool.query(script)
  } catch (error) {
    adapter.onError(error)
  }
}

/** The adapter would open the real database here, and drop the shadow with its own pool still inside. */
async function connectToShadow(url) {
  const name = `prisma_migrate_shadow_db_${randomUUID()}`
  const address = new URL(url)
  address.pathname = `/${name}`
  await runOnce(url, `CREATE DATABASE "${name}" TEMPLATE template0`)
  const adapter = await connect(address.href)
  const { dispose } = adapter
  adapter.dispose = async () => {
    await dispose()
    await runOnce(url, `DROP DATABASE "${name}" WITH (FORCE)`)
  }
  return adapter
}

async function runOnce(url, statement) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
