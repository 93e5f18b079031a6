import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { NewsroomError } from '../errors.ts'

export type Variables = Readonly<Record<string, string | undefined>>

/** What is set in this process, with the lines of `.env` beneath it. Commands hand it on to processes they start. */
export function variablesWithFile(): Variables {
  const file = path.resolve('.env')
  if (!existsSync(file)) return process.env
  return { ...parseEnv(readFileSync(file, 'utf8')), ...process.env }
}

/** Empty counts as not set, as Compose files write it; so an empty variable also overrides a line of `.env`. */
export function valueOf(variables: Variables, name: string): string | undefined {
  return variables[name]?.trim() || undefined
}

/** One of a few words. Throws SETTING_REFUSED with a sentence that names them. */
export function readOneOf<const Choice extends string>(
  variables: Variables,
  name: string,
  choices: readonly Choice[],
  fallback: Choice,
): Choice {
  const text = valueOf(variables, name) ?? fallback
  const choice = choices.find(each => each === text)
  if (!choice) refuse(`${name} is “${text}”. Give one of ${choices.join(', ')}, for example ${name}=${fallback}.`)
  return choice
}

/** Throws SETTING_REFUSED. The sentence says which setting, what is wrong, and what to write instead. */
export function refuse(sentence: string): never {
  throw new NewsroomError('SETTING_REFUSED', sentence)
}
