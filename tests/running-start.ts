import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { projectRoot } from '../commands/run-command.ts'
import { variablesWithFile } from '../environment/variables.ts'

export type RunningStart = {
  pid: number
  /** What a person at the terminal has read so far: what a start gives, and what it says on the way. */
  output: () => string
  said: () => string
  ready: Promise<void>
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  signal: (name: NodeJS.Signals) => void
}

const readyLine = /^Bouclage is ready: http:\/\/\S+$/m

/** `npm start` as npm runs it, called from another folder, with these settings and no others. */
export function runStart(settings: Record<string, string>): RunningStart {
  const { PATH, HOME } = variablesWithFile()
  const child = spawn(process.execPath, [path.join(projectRoot, 'commands', 'start.mjs')], {
    cwd: '/',
    env: { PATH, HOME, DATABASE_URL: '', LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let said = ''
  child.stderr.on('data', text => (said += text))
  const exited = once(child, 'close').then(([code, signal]) => ({ code, signal }))
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', text => {
      output += text
      if (readyLine.test(output)) resolve()
    })
    void exited.then(() => reject(new Error(`The start ended before it was ready:\n${output}${said}`)))
  })
  // Whoever only waits for the end has not asked for this promise.
  ready.catch(() => {})
  return {
    pid: child.pid ?? 0,
    output: () => output,
    said: () => said,
    ready,
    exited,
    signal: name => child.kill(name),
  }
}
