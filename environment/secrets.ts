import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { refuse, valueOf, type Variables } from './variables.ts'

/** A secret from the variables, or the one kept in the folder `keptIn`, which is made there once. */
export function readSecret(variables: Variables, name: string, keptIn: string | false): string {
  const secret = valueOf(variables, name) ?? (keptIn && readKeptSecret(name, keptIn))
  const advice = 'Make one with: openssl rand -hex 32'
  if (!secret) refuse(`${name} is missing: only a trial on this machine alone gets one made for it. ${advice}`)
  if (secret.length < 32) refuse(`${name} has ${secret.length} characters, and needs at least 32. ${advice}`)
  return secret
}

function readKeptSecret(name: string, dataDir: string): string {
  const file = path.join(dataDir, name.toLowerCase().replace('_', '-'))
  try {
    if (!existsSync(file)) keepNewSecret(file)
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return refuse(
      `${name} cannot be kept in ${file} (${reason}). Give a DATA_DIR that this user may write to, or set ${name}.`,
    )
  }
}

function keepNewSecret(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 })
  try {
    // A link appears whole and never replaces: of two first starts at once, both read the same secret.
    linkSync(draft, file)
  } catch (error) {
    if (!existsSync(file)) throw error
  } finally {
    rmSync(draft)
  }
}
