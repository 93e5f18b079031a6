import pg from 'pg'

/** A connection whose COPY writes the same text for the same values, whatever the server's settings. */
export async function withExactSession<Result>(url: string, work: (client: pg.Client) => Promise<Result>) {
  const client = new pg.Client({ connectionString: url, application_name: 'bouclage-backup' })
  // A connection that breaks fails the statement under way; the event says nothing more.
  client.on('error', () => {})
  await client.connect()
  try {
    for (const setting of exact) await client.query(`set ${setting}`)
    return await work(client)
  } finally {
    await client.end()
  }
}

const exact = [
  `timezone = 'UTC'`,
  `datestyle = 'ISO, MDY'`,
  `intervalstyle = 'iso_8601'`,
  `bytea_output = 'hex'`,
  `extra_float_digits = 1`,
  `client_encoding = 'UTF8'`,
  `statement_timeout = 0`,
  `lock_timeout = '60s'`,
]
