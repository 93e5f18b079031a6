import process from 'node:process'
import { readEnvironment } from '../environment.ts'
import { NewsroomError } from '../errors.ts'
import type { VerificationOrder } from '../workflow/verify-audit.ts'
import { withDatabase } from './open-newsroom.ts'
import { runCommand } from './run-command.ts'
import { verifyStoredAudit } from './verify-stored-audit.ts'

await runCommand(async call => {
  const noted = readNotedHead(call.args)
  const environment = readEnvironment()
  return withDatabase(environment, call, async ({ url }) => {
    const { entries, head, findings, unnamed } = await verifyStoredAudit(url, { auditKey: environment.auditKey, noted })
    for (const finding of findings) print(finding)
    if (unnamed > 0) print(`And ${unnamed} more.`)
    print(`${findings.length === 0 ? 'The audit trail is whole' : 'The audit trail is broken'}: ${entries} entries.`)
    print(`Head: ${head.sequence}:${head.hash}`)
    return findings.length === 0 ? 0 : 1
  })
})

/** `--head HASH` or, as this command prints it, `--head SEQUENCE:HASH`. */
function readNotedHead(args: string[]): VerificationOrder['noted'] {
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
