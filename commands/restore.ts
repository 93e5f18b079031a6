import { restoreBackup } from '../backup/restore-backup.ts'
import { readEnvironment } from '../environment.ts'
import { NewsroomError } from '../errors.ts'
import { openStorage } from '../images/open-storage.ts'
import { withDatabase } from './open-newsroom.ts'
import { resolveForCaller, runCommand } from './run-command.ts'
import { verifyStoredAudit } from './verify-stored-audit.ts'

await runCommand(async call => {
  const [place, ...others] = call.args
  if (!place || others.length > 0)
    throw new NewsroomError('INVALID_INPUT', 'Name the backup, as npm run backup printed it: npm run restore -- FOLDER')
  const environment = readEnvironment()
  return withDatabase(environment, call, async ({ url }) => {
    const storage = openStorage(environment)
    const order = { folder: resolveForCaller(place), databaseUrl: url, storage, log: call.say }
    const { madeAt, tables, pictures, auditHead } = await restoreBackup(order)
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    call.say(`Restored ${rows} rows of ${tables.length} tables and ${pictures.length} pictures, as of ${madeAt}.`)
    const { findings } = await verifyStoredAudit(url, { auditKey: environment.auditKey, noted: auditHead })
    for (const finding of findings) call.say(finding)
    if (findings.length === 0) call.say('The audit trail is whole.')
    return findings.length === 0 ? 0 : 1
  })
})
