import path from 'node:path'
import { variablesWithFile } from '../environment/variables.ts'

export const keystoneCli = path.join('node_modules', '@keystone-6', 'core', 'bin', 'cli.js')

export const withoutTelemetry = {
  NEXT_TELEMETRY_DISABLED: '1',
  KEYSTONE_TELEMETRY_DISABLED: '1',
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
}

/** Names that say where and how a process runs, not what Bouclage is to do. */
const ofTheMachine = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_ALL', 'TERM', 'CI', 'FORCE_COLOR', 'NO_COLOR', 'SystemRoot']

/**
 * What Keystone's build and generation see: no setting of this machine, so that they give the same result everywhere
 * and no secret can end up in what they make. They load keystone.ts, which wants its settings complete.
 */
export function settingsForBuild(): Record<string, string | undefined> {
  const variables = variablesWithFile()
  return {
    ...Object.fromEntries(ofTheMachine.map(name => [name, variables[name]])),
    ...withoutTelemetry,
    NODE_ENV: 'production',
    DATABASE_URL: 'postgresql://nobody@localhost:1/not-used-by-a-build',
    SESSION_SECRET: 'not-a-secret-and-only-used-by-a-build',
    AUDIT_KEY: 'not-a-secret-and-only-used-by-a-build',
  }
}
