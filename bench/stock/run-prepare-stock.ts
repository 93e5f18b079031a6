import { execFile } from 'node:child_process'
import process from 'node:process'
import { promisify } from 'node:util'
import { withoutTelemetry } from '../../commands/run-keystone.ts'
import { variablesWithFile } from '../../environment/variables.ts'

/** Writes the database client of the plain Keystone. In a process of its own: Prisma reads its settings from there. */
export async function prepareStock(say: (sentence: string) => void): Promise<void> {
  say('Generating the client of plain Keystone.')
  const { PATH, HOME } = variablesWithFile()
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'bench/stock/prepare-stock.ts'], {
    env: { PATH, HOME, NODE_ENV: 'production', ...withoutTelemetry },
  })
}
