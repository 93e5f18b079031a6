import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import process from 'node:process'
import type { CommandCall } from './run-command.ts'

const checks = [
  { name: 'Lint', script: ['oxlint', 'bin', 'oxlint'], args: ['--deny-warnings'] },
  { name: 'Format', script: ['prettier', 'bin', 'prettier.cjs'], args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'Types', script: ['typescript', 'bin', 'tsc'], args: ['--noEmit', '-p', '.'] },
]

/** Lint, format and types of the whole project; says what it found, and whether all is well. */
export async function checkSources({ say, stop }: Pick<CommandCall, 'say' | 'stop'>): Promise<boolean> {
  const results = await Promise.all(checks.map(check => runCheck(check, stop)))
  stop.throwIfAborted()
  for (const { name, passed, output } of results) say(passed ? `${name}: in order.` : `${name}:\n${output.trim()}\n`)
  return results.every(({ passed }) => passed)
}

async function runCheck({ name, script, args }: (typeof checks)[number], stop: AbortSignal) {
  const tool = path.join('node_modules', ...script)
  const child = spawn(process.execPath, [tool, ...args], { stdio: ['ignore', 'pipe', 'pipe'], signal: stop })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', text => (output += text))
  // A stop arrives as an error of the child; the caller looks at `stop` itself.
  const [code] = await once(child, 'close').catch(() => [1])
  return { name, passed: code === 0, output }
}
