import { makeBackup } from '../backup/make-backup.ts'
import { readEnvironment } from '../environment.ts'
import { NewsroomError } from '../errors.ts'
import { openStorage } from '../images/open-storage.ts'
import { withDatabase } from './open-newsroom.ts'
import { resolveForCaller, runCommand, type CommandCall } from './run-command.ts'

await runCommand(async call => {
  const [place, ...others] = call.args
  if (!place || others.length > 0)
    throw new NewsroomError('INVALID_INPUT', 'Name the folder that is to hold your backups: npm run backup -- FOLDER')
  const environment = readEnvironment()
  return withDatabase(environment, call, async ({ url }) => {
    const storage = openStorage(environment)
    const into = resolveForCaller(place)
    const { folder, manifest } = await makeBackup({ databaseUrl: url, storage, into, now: new Date(), stop: call.stop })
    console.log(folder)
    return report(manifest, call)
  })
})

type Saved = Awaited<ReturnType<typeof makeBackup>>['manifest']

function report({ tables, pictures, lostPictures, auditHead }: Saved, { say }: CommandCall): number {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  say(`Saved ${rows} rows of ${tables.length} tables and ${pictures.length} pictures.`)
  say(`The audit trail's head is ${auditHead.sequence}:${auditHead.hash}`)
  say('AUDIT_KEY and SESSION_SECRET are no part of a backup: keep them where it is not.')
  if (lostPictures.length === 0) return 0
  say(`The storage has lost the bytes of ${lostPictures.length} pictures: ${lostPictures.slice(0, 20).join(', ')}`)
  return 1
}
