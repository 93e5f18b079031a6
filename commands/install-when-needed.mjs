import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { holdLock } from './hold-lock.mjs'
import { StopRequested } from './listen-for-stop.mjs'
import { runStep } from './run-step.mjs'

/** Installs what package-lock.json names, unless npm's own record says that it is there already. */
export async function installWhenNeeded({ root, forDevelopment, stop }) {
  if (isInstalled(root, forDevelopment)) return
  try {
    mkdirSync(path.join(root, '.keystone'), { recursive: true })
    await holdLock(
      path.join(root, '.keystone', 'install.lock'),
      { purpose: 'installing packages', say: console.log, stop },
      async lock => {
        // Another start may have done it while this one waited.
        if (!isInstalled(root, forDevelopment)) await install(root, lock, stop)
      },
    )
  } catch (error) {
    console.error(sentenceFor(error))
    process.exit(error instanceof StopRequested ? error.exitCode : 1)
  }
}

async function install(root, lock, stop) {
  console.log('Installing packages. The first time this takes a minute or two.')
  const npm = npmCommand()
  const args = [...npm.args, 'ci', '--include=dev', '--no-audit', '--no-fund']
  const started = performance.now()
  const code = await runStep({ command: npm.command, args, cwd: root, env: process.env, lock, stop })
  if (code !== 0) throw new Error(`“npm ci” ended with code ${code}; the lines above say why. Mend that, start again.`)
  console.log(`Packages installed in ${Math.round((performance.now() - started) / 1000)} s.`)
}

/** Compares package-lock.json with the copy that npm leaves in node_modules as the last act of an install. */
export function isInstalled(root, forDevelopment) {
  const record = path.join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(wanted).every(([place, { version, optional, dev, devOptional }]) => {
    if (place === '' || present[place]?.version === version) return true
    const mayBeMissing = optional || devOptional || (dev && !forDevelopment)
    return mayBeMissing && !present[place]
  })
}

/** The npm that started this, or the one on the PATH. */
function npmCommand() {
  const starter = process.env.npm_execpath
  if (starter?.endsWith('npm-cli.js') && existsSync(starter)) return { command: process.execPath, args: [starter] }
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] }
}

function sentenceFor(error) {
  if (error.code === 'EACCES' || error.code === 'EROFS') {
    return `Packages cannot be installed (${error.message}). Start as the user who owns this folder, or install them first.`
  }
  if (error.code === 'ENOENT' && error.syscall?.startsWith('spawn')) {
    return 'Packages cannot be installed: there is no npm on the PATH. Install npm, which comes with Node.'
  }
  return error.message
}
