import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { NewsroomError } from './errors.ts'

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const workerChoices = ['on', 'off'] as const
const nodeEnvironments = ['development', 'production', 'test'] as const

type Variables = Readonly<Record<string, string | undefined>>

/**
 * Where PostgreSQL is. With `ownDatabase` Bouclage runs its own server inside `dataDir`: `databaseUrl` is then undefined
 * for the command that is to start it, and the server's address in the processes which that command starts.
 */
export type DatabaseSettings = Readonly<{ databaseUrl: string | undefined; dataDir: string; ownDatabase: boolean }>

export type Environment = DatabaseSettings &
  Readonly<{
    host: string
    port: number
    /** The address people and apps use, without a slash at the end. */
    publicUrl: string
    sessionSecret: string
    auditKey: string
    /** The first admin, when the operator names one. */
    admin: Readonly<{ email: string; password: string }> | undefined
    /** How many proxies stand in front, and so how many entries of X-Forwarded-For may be believed. */
    trustProxy: number
    /** Whether the server's own process also does what happens later. */
    worker: (typeof workerChoices)[number]
    logLevel: (typeof logLevels)[number]
    nodeEnv: (typeof nodeEnvironments)[number]
    /** Our own database, and an address that only this machine reaches: demo users exist, secrets are kept for you. */
    trialMode: boolean
  }>

/**
 * Every setting, checked. Throws SETTING_REFUSED with a sentence that names the first setting that is wrong.
 * In trial mode it makes the missing secrets once, and keeps them in DATA_DIR.
 */
export function readEnvironment(variables: Variables = variablesWithFile()): Environment {
  const database = readDatabaseSettings(variables)
  const host = readHost(variables)
  const port = readPort(variables)
  const trialMode = database.ownDatabase && isLoopback(host)
  return Object.freeze({
    ...database,
    host,
    port,
    trialMode,
    publicUrl: readPublicUrl(variables, host, port),
    admin: readAdmin(variables),
    trustProxy: readTrustProxy(variables),
    worker: readOneOf(variables, 'WORKER', workerChoices, 'on'),
    logLevel: readOneOf(variables, 'LOG_LEVEL', logLevels, 'info'),
    nodeEnv: readOneOf(variables, 'NODE_ENV', nodeEnvironments, 'development'),
    sessionSecret: readSecret(variables, 'SESSION_SECRET', trialMode && database.dataDir),
    auditKey: readSecret(variables, 'AUDIT_KEY', trialMode && database.dataDir),
  })
}

/**
 * The part that a command needs which only talks to the database. EMBEDDED_DATABASE_URL is no setting: a command that
 * runs our own server tells its address in it to the processes it starts, which stay in trial mode.
 */
export function readDatabaseSettings(variables: Variables = variablesWithFile()): DatabaseSettings {
  const given = readDatabaseUrl(variables)
  return Object.freeze({
    databaseUrl: given ?? valueOf(variables, 'EMBEDDED_DATABASE_URL'),
    dataDir: path.resolve(valueOf(variables, 'DATA_DIR') ?? './data'),
    ownDatabase: given === undefined,
  })
}

/** The Chromium that the browser tests are to use, when somebody names one. */
export function readChromiumPath(variables: Variables = variablesWithFile()): string | undefined {
  const file = valueOf(variables, 'CHROMIUM_PATH')
  if (file && !existsSync(file)) {
    refuse(`CHROMIUM_PATH is “${file}”, and no file is there. Name a browser, for example /usr/bin/chromium.`)
  }
  return file
}

/** What is set in this process, with the lines of `.env` beneath it. Commands hand it on to processes they start. */
export function variablesWithFile(): Variables {
  const file = path.resolve('.env')
  if (!existsSync(file)) return process.env
  return { ...parseEnv(readFileSync(file, 'utf8')), ...process.env }
}

/** The address people type to reach a host and port on this machine. */
export function addressOf(host: string, port: number): string {
  const reachable = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

function readHost(variables: Variables): string {
  const host = valueOf(variables, 'HOST') ?? 'localhost'
  if (!/^[A-Za-z0-9.-]+$|^[0-9A-Fa-f:.]*::?[0-9A-Fa-f:.]*$/.test(host)) {
    refuse(`HOST is “${host}”, which is not a host name or an address. Give the name alone, for example HOST=0.0.0.0.`)
  }
  return host
}

function readPort(variables: Variables): number {
  const text = valueOf(variables, 'PORT') ?? '3000'
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port < 1 || port > 65535) {
    refuse(`PORT is “${text}”. Give a whole number from 1 to 65535, for example PORT=3000.`)
  }
  return port
}

function readDatabaseUrl(variables: Variables): string | undefined {
  const text = valueOf(variables, 'DATABASE_URL')
  if (!text) return undefined
  const example = 'for example DATABASE_URL=postgresql://bouclage:secret@db.example.org:5432/bouclage'
  // The value holds a password: no sentence repeats it.
  if (!URL.canParse(text)) refuse(`DATABASE_URL is not a URL. Give an address of PostgreSQL, ${example}.`)
  const { protocol, pathname } = new URL(text)
  if (!['postgres:', 'postgresql:'].includes(protocol)) {
    refuse(`DATABASE_URL starts with “${protocol}”, and Bouclage speaks PostgreSQL only. Begin it so: ${example}.`)
  }
  if (pathname.length < 2) refuse(`DATABASE_URL names no database. Put its name at the end, ${example}.`)
  return text
}

function readPublicUrl(variables: Variables, host: string, port: number): string {
  const text = valueOf(variables, 'PUBLIC_URL') ?? addressOf(host, port)
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/' || url.search || url.hash) {
    refuse(
      `PUBLIC_URL is “${text}”. Give the address that people type, without a path: PUBLIC_URL=https://cms.example.org.`,
    )
  }
  return url.origin
}

function readAdmin(variables: Variables): Environment['admin'] {
  const email = valueOf(variables, 'ADMIN_EMAIL')
  const password = variables.ADMIN_PASSWORD || undefined
  if (!email && !password) return undefined
  if (!email) refuse('ADMIN_PASSWORD is set and ADMIN_EMAIL is not. Set both, for example ADMIN_EMAIL=you@example.org.')
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
    refuse(`ADMIN_EMAIL is “${email}”, which is not an e-mail address. Give one, for example you@example.org.`)
  }
  if (!password) refuse('ADMIN_EMAIL is set and ADMIN_PASSWORD is not. Set both, or neither to have one made for you.')
  if (password.length < 8) refuse('ADMIN_PASSWORD is too short. Give at least 8 characters; four unrelated words do.')
  return Object.freeze({ email, password })
}

function readTrustProxy(variables: Variables): number {
  const text = valueOf(variables, 'TRUST_PROXY') ?? '0'
  if (!/^\d{1,2}$/.test(text)) {
    refuse(
      `TRUST_PROXY is “${text}”. Give the number of proxies in front of Bouclage, for example TRUST_PROXY=1; ` +
        'without a proxy leave it out, or anybody could pretend to call from any address.',
    )
  }
  return Number(text)
}

function readOneOf<const Choice extends string>(
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

function readSecret(variables: Variables, name: string, keptIn: string | false): string {
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

/** Empty counts as not set, as Compose files write it; so an empty variable also overrides a line of `.env`. */
function valueOf(variables: Variables, name: string): string | undefined {
  return variables[name]?.trim() || undefined
}

function refuse(sentence: string): never {
  throw new NewsroomError('SETTING_REFUSED', sentence)
}
