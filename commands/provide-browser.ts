import { existsSync } from 'node:fs'
import process from 'node:process'
import { variablesWithFile } from '../environment/variables.ts'
import { NewsroomError } from '../errors.ts'
import { findBrowser } from './find-browser.ts'
import { projectRoot, type CommandCall } from './run-command.ts'
import { runStep } from './run-step.mjs'

/** The browser for the tests; on a Debian, and as root, it is installed when there is none. */
export async function provideBrowser(call: Pick<CommandCall, 'say' | 'stop'>): Promise<string> {
  const found = await findBrowser()
  if (found) return found
  if (mayInstall()) await installFromDebian(call)
  const installed = await findBrowser()
  if (installed) return installed
  throw new NewsroomError(
    'SETTING_REFUSED',
    'The browser tests need Chromium, and there is none here. Install it (Debian: apt-get install chromium; ' +
      'elsewhere: npx playwright install chromium), or name one: CHROMIUM_PATH=/path/to/chromium npm test',
  )
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get')
}

async function installFromDebian({ say, stop }: Pick<CommandCall, 'say' | 'stop'>): Promise<void> {
  say('Installing Chromium for the browser tests from Debian’s packages.')
  const env = { ...variablesWithFile(), DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['install', '--yes', '--no-install-recommends', 'chromium']
  for (const args of [['update'], install]) {
    await runStep({ command: 'apt-get', args: ['--quiet', ...args], cwd: projectRoot, env, stop })
  }
}
