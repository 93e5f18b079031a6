import { chromium, type Browser } from 'playwright'
import { findBrowser } from '../../commands/find-browser.ts'

/** Chromium as the tests want it: the one of this machine, and silent towards the outside. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await findBrowser()
  if (!executablePath) throw new Error('There is no browser here. “npm test” gets one, or says what to install.')
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}
