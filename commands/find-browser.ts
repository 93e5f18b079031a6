import { existsSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { readChromiumPath } from '../environment.ts'
import { variablesWithFile } from '../environment/variables.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const usualPlaces = [
  ...['/usr/bin', '/usr/local/bin', '/snap/bin', '/usr/lib/chromium', '/opt/google/chrome', '/opt/homebrew/bin'],
].flatMap(folder => names.map(name => path.join(folder, name)))
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The browser for the tests: the one that CHROMIUM_PATH names, one of this machine, or the one that Playwright has
 * downloaded. Undefined when there is none.
 */
export async function findBrowser(): Promise<string | undefined> {
  return readChromiumPath() ?? findOnMachine() ?? (await findOfPlaywright())
}

function findOnMachine(): string | undefined {
  const onPath = (variablesWithFile().PATH ?? '')
    .split(path.delimiter)
    .filter(folder => path.isAbsolute(folder))
    .flatMap(folder => names.map(name => path.join(folder, process.platform === 'win32' ? `${name}.exe` : name)))
  return [...onPath, ...usualPlaces, ...applications].find(file => existsSync(file))
}

async function findOfPlaywright(): Promise<string | undefined> {
  // Loaded only here: it takes half a second.
  const { chromium } = await import('playwright')
  const file = chromium.executablePath()
  return existsSync(file) ? file : undefined
}
