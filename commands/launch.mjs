// Plain JavaScript on Node's own modules: this runs on a fresh clone, before anything is installed.
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { installWhenNeeded } from './install-when-needed.mjs'
import { listenForStop } from './listen-for-stop.mjs'

/** Lowest minor version of each line of Node that Prisma, and so Bouclage, runs on; later lines are all right. */
const supported = { 20: 19, 22: 12 }

/**
 * Runs a command written in TypeScript, from any folder and on a fresh clone.
 * @param {string} script beside this file
 * @param {{ forDevelopment: boolean }} options whether packages that only developers need must be there
 */
export async function launch(script, { forDevelopment }) {
  const root = fileURLToPath(new URL('..', import.meta.url))
  process.chdir(root)
  assertNode(process.versions.node)
  const { stop } = listenForStop()
  await installWhenNeeded({ root, forDevelopment, stop })
  await import('tsx')
  await import(script)
}

function assertNode(version) {
  const [major, minor] = version.split('.').map(Number)
  if (major >= 24 || minor >= supported[major]) return
  console.error(`This is Node ${version}, and Bouclage needs 20.19, 22.12, 24 or later. Install one from nodejs.org.`)
  process.exit(1)
}
