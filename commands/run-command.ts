import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { variablesWithFile } from '../environment/variables.ts'
import { NewsroomError } from '../errors.ts'
import { listenForStop, StopRequested } from './listen-for-stop.mjs'

/** The folder of the checkout, with which every command works, wherever it was called. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url))

export type CommandCall = {
  args: string[]
  stop: AbortSignal
  insist: AbortSignal
  /** Says a sentence to whoever called the command, apart from what the command's output is. */
  say: (sentence: string) => void
}

/** Runs one command to its end: a refusal is printed as its sentence, and the process ends with the right code. */
export async function runCommand(command: (call: CommandCall) => Promise<number | void>): Promise<never> {
  const { stop, insist } = listenForStop()
  // Prisma's adapter runs queries of one transaction side by side, of which pg's next version will not hear.
  process.noDeprecation = true
  process.chdir(projectRoot)
  try {
    const code = await command({ args: process.argv.slice(2), stop, insist, say: sayToCaller })
    process.exit(code ?? 0)
  } catch (error) {
    process.exit(reportFailure(error))
  }
}

/** A file named on the command line: npm moves into the project first, and tells where the caller stood. */
export function resolveForCaller(file: string): string {
  return path.resolve(variablesWithFile().INIT_CWD ?? process.cwd(), file)
}

function sayToCaller(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}

function reportFailure(error: unknown): number {
  if (error instanceof StopRequested) return error.exitCode
  if (error instanceof NewsroomError) sayToCaller(error.message)
  else console.error(error)
  return 1
}
