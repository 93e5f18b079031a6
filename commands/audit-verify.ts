import process from 'node:process'
import pg from 'pg'
import { sqlOfPg } from '../database/sql.ts'
import { readEnvironment } from '../environment.ts'
import { NewsroomError } from '../errors.ts'
import { readAudit, readAuditHead } from '../workflow/read-audit.ts'
import { verifyAudit, type VerificationOrder } from '../workflow/verify-audit.ts'
import { withDatabase } from './open-newsroom.ts'
import { runCommand } from './run-command.ts'

await runCommand(async call => {
  const noted = readNotedHead(call.args)
  const environment = readEnvironment()
  return withDatabase(environment, call, async ({ url }) => {
    const { entries, head, findings, unnamed } = await verify(url, { auditKey: environment.auditKey, noted })
    for (const finding of findings) print(finding)
    if (unnamed > 0) print(`And ${unnamed} more.`)
    print(`${findings.length === 0 ? 'The audit trail is whole' : 'The audit trail is broken'}: ${entries} entries.`)
    print(`Head: ${head.sequence}:${head.hash}`)
    return findings.length === 0 ? 0 : 1
  })
})

type Order = Omit<VerificationOrder, 'ledger'>

/** On one snapshot of the database, so that what is recorded meanwhile is no finding. */
async function verify(databaseUrl: string, order: Order) {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'bouclage-audit' })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const sql = sqlOfPg(client)
    return await verifyAudit(readAudit(sql), { ...order, ledger: await readAuditHead(sql) })
  } finally {
    await client.end()
  }
}

/** `--head HASH` or, as this command prints it, `--head SEQUENCE:HASH`. */
function readNotedHead(args: string[]): Order['noted'] {
  const [option, value = '', ...others] = args
  if (option === undefined) return null
  const given = /^(?:(\d{1,10}):)?([0-9a-f]{64})$/.exec(value)
  if (option !== '--head' || !given?.[2] || others.length > 0) {
    throw new NewsroomError('INVALID_INPUT', 'Ask like this: npm run audit:verify -- --head SEQUENCE:HASH')
  }
  return { sequence: given[1] === undefined ? null : Number(given[1]), hash: given[2] }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
