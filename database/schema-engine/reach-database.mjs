import pg from 'pg'

const codes = { '3D000': 'P1003', '28P01': 'P1000', 28000: 'P1010', ECONNREFUSED: 'P1001', ENOTFOUND: 'P1001' }

/** `cli can-connect-to-database` and `cli create-database`; answers with the exit code, and says why on stderr. */
export async function reachDatabase(url, command) {
  try {
    if (command === 'can-connect-to-database') await run(url, 'SELECT 1')
    else if (command === 'create-database') await createDatabase(url)
    else throw new Error(`The schema engine knows no command ${command}.`)
    return 0
  } catch (error) {
    const fields = { message: error.message || String(error), error_code: codes[error.code] ?? 'P1000' }
    // The command line drops the first line.
    process.stderr.write(`\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}`)
    return 1
  }
}

async function createDatabase(url) {
  const address = new URL(url)
  const name = decodeURIComponent(address.pathname.slice(1))
  address.pathname = '/postgres'
  await run(address.href, `CREATE DATABASE ${pg.escapeIdentifier(name)} ENCODING 'UTF8' TEMPLATE template0`)
}

async function run(url, statement) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
