import process from 'node:process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { sqlOfPg } from '../database/sql.ts'
import { readEnvironment } from '../environment.ts'
import { readAudit } from '../workflow/read-audit.ts'
import { withDatabase } from './open-newsroom.ts'
import { runCommand } from './run-command.ts'

await runCommand(async call => {
  const environment = readEnvironment()
  await withDatabase(environment, call, async ({ url }) => {
    const client = new pg.Client({ connectionString: url, application_name: 'bouclage-audit' })
    await client.connect()
    try {
      await client.query('begin isolation level repeatable read read only')
      // It waits for whoever reads, and holds a batch of entries at most.
      await pipeline(Readable.from(lines(client)), process.stdout, { end: false, signal: call.stop })
    } finally {
      await client.end()
    }
  })
})

async function* lines(client: pg.Client): AsyncGenerator<string> {
  for await (const entry of readAudit(sqlOfPg(client))) yield `${JSON.stringify(entry)}\n`
}
