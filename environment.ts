import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { NewsroomError } from './errors.ts'

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const workerChoices = ['on', 'off'] as const
const purgeStyles = ['json', 'surrogate-key'] as const
const nodeEnvironments = ['development', 'production', 'test'] as const

type Variables = Readonly<Record<string, string | undefined>>

/**
 * Where PostgreSQL is. With `ownDatabase` Bouclage runs its own server inside `dataDir`: `databaseUrl` is then undefined
 * for the command that is to start it, and the server's address in the processes which that command starts.
 */
export type DatabaseSettings = Readonly<{ databaseUrl: string | undefined; dataDir: string; ownDatabase: boolean }>

/** Who publishes, for machines that read: JSON-LD and feeds. */
export type Publisher = Readonly<{
  /** The newsroom's name as readers know it. */
  name: string
  /** Where readers find a story on the newsroom's site; `{slug}` stands for its slug. */
  articleUrl: string
}>

/** Calls that Bouclage itself makes: to webhooks, and to a CDN. */
export type Outside = Readonly<{
  /** Hosts that may be called though they are not on the open internet. */
  allowed: readonly string[]
  /** How the CDN is told what to drop; its token is a secret. */
  purge: Readonly<{ url: string; token: string | undefined; style: (typeof purgeStyles)[number] }> | undefined
}>

export type Environment = DatabaseSettings &
  Readonly<{
    host: string
    port: number
    /** The address people and apps use, without a slash at the end. */
    publicUrl: string
    publisher: Publisher
    sessionSecret: string
    auditKey: string
    /** The first admin, when the operator names one. */
    admin: Readonly<{ email: string; password: string }> | undefined
    /** How many proxies stand in front, and so how many entries of X-Forwarded-For may be believed. */
    trustProxy: number
    /** How much memory ready answers to readers may take; 0 keeps none. */
    deliveryCacheMegabytes: number
    /** A file or folder with the only queries that readers' apps may ask. */
    allowedQueries: string | undefined
    outside: Outside
    /** Whether the server's own process also does what happens later. */
    worker: (typeof workerChoices)[number]
    logLevel: (typeof logLevels)[number]
    nodeEnv: (typeof nodeEnvironments)[number]
    /** Our own database, and an address that only this machine reaches: demo users exist, secrets are kept for you. */
    trialMode: boolean
  }>

/** What a process needs that serves readers alone: it signs nobody in and records nothing, so it knows no secret. */
export type DeliverySettings = DatabaseSettings &
  Pick<
    Environment,
    | 'host'
    | 'port'
    | 'publicUrl'
    | 'publisher'
    | 'trustProxy'
    | 'deliveryCacheMegabytes'
    | 'allowedQueries'
    | 'logLevel'
  >

/**
 * Every setting, checked. Throws SETTING_REFUSED with a sentence that names the first setting that is wrong.
 * In trial mode it makes the missing secrets once, and keeps them in DATA_DIR.
 */
export function readEnvironment(variables: Variables = variablesWithFile()): Environment {
  const serving = readDeliverySettings(variables)
  const trialMode = serving.ownDatabase && isLoopback(serving.host)
  return Object.freeze({
    ...serving,
    trialMode,
    admin: readAdmin(variables),
    outside: readOutside(variables),
    worker: readOneOf(variables, 'WORKER', workerChoices, 'on'),
    nodeEnv: readOneOf(variables, 'NODE_ENV', nodeEnvironments, 'development'),
    sessionSecret: readSecret(variables, 'SESSION_SECRET', trialMode && serving.dataDir),
    auditKey: readSecret(variables, 'AUDIT_KEY', trialMode && serving.dataDir),
  })
}

/** The part that a process needs which serves readers alone. Throws SETTING_REFUSED like `readEnvironment`. */
export function readDeliverySettings(variables: Variables = variablesWithFile()): DeliverySettings {
  const host = readHost(variables)
  const port = readPort(variables)
  const publicUrl = readPublicUrl(variables, host, port)
  return Object.freeze({
    ...readDatabaseSettings(variables),
    host,
    port,
    publicUrl,
    publisher: readPublisher(variables, publicUrl),
    trustProxy: readTrustProxy(variables),
    deliveryCacheMegabytes: readDeliveryCache(variables),
    allowedQueries: readAllowedQueriesPlace(variables),
    logLevel: readOneOf(variables, 'LOG_LEVEL', logLevels, 'info'),
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

/** What is not set is said honestly: the site's host for its name, and an address under PUBLIC_URL. */
export function readPublisher(variables: Variables, publicUrl: string): Publisher {
  const articleUrl = readArticleUrl(variables, publicUrl)
  const name = valueOf(variables, 'PUBLISHER_NAME') ?? new URL(articleUrl).hostname
  if (name.length > 200 || /\p{Cc}/u.test(name)) {
    refuse(
      'PUBLISHER_NAME is longer than 200 characters or holds a control character. Give the newsroom’s name alone, ' +
        'for example PUBLISHER_NAME=Le Courrier.',
    )
  }
  return Object.freeze({ name, articleUrl })
}

function readArticleUrl(variables: Variables, publicUrl: string): string {
  const text = valueOf(variables, 'ARTICLE_URL') ?? `${publicUrl}/{slug}`
  const example = 'for example ARTICLE_URL=https://news.example.org/{slug}'
  const [before, after, more] = text.split('{slug}')
  if (before === undefined || after === undefined || more !== undefined) {
    refuse(
      `ARTICLE_URL is “${text}”, which does not hold {slug} once. Write it where the story's slug goes, ${example}.`,
    )
  }
  const isOnWeb = URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)
  // The slug may stand in the path or the query, and never where it would name another host.
  if (!isOnWeb || !/^https?:\/\/[^/{}\s]+\//.test(before) || /[{}\s"<>]/.test(before + after)) {
    refuse(`ARTICLE_URL is “${text}”. Give the address of a story on your site, ${example}.`)
  }
  return text
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

function readDeliveryCache(variables: Variables): number {
  const text = valueOf(variables, 'DELIVERY_CACHE_MB') ?? '64'
  const megabytes = /^\d{1,6}$/.test(text) ? Number(text) : Infinity
  if (megabytes > 65_536) {
    refuse(
      `DELIVERY_CACHE_MB is “${text}”. Give a whole number of megabytes up to 65536, for example DELIVERY_CACHE_MB=64; ` +
        '0 keeps no answers in memory.',
    )
  }
  return megabytes
}

function readAllowedQueriesPlace(variables: Variables): string | undefined {
  const place = valueOf(variables, 'ALLOWED_QUERIES')
  if (place && !existsSync(place)) {
    refuse(
      `ALLOWED_QUERIES is “${place}”, and nothing is there. Name a folder of .graphql files or a JSON file of hashes ` +
        'and queries, or leave it out to answer every query within the limits.',
    )
  }
  return place
}

function readOutside(variables: Variables): Outside {
  const hosts = (valueOf(variables, 'OUTGOING_ALLOW') ?? '').split(',').map(host => host.trim().toLowerCase())
  const wrong = hosts.find(host => host !== '' && !/^[a-z0-9.-]+$|^[0-9a-f:.]*:[0-9a-f:.]*$/.test(host))
  if (wrong) {
    refuse(
      `OUTGOING_ALLOW names “${wrong}”, which is not a host name or an address. Give names alone, with commas between, ` +
        'for example OUTGOING_ALLOW=hooks.internal,10.0.0.5.',
    )
  }
  const url = readPurgeUrl(variables)
  const token = valueOf(variables, 'CDN_PURGE_TOKEN')
  const style = readOneOf(variables, 'CDN_PURGE_STYLE', purgeStyles, 'json')
  return Object.freeze({
    allowed: hosts.filter(Boolean),
    purge: url ? Object.freeze({ url, token, style }) : undefined,
  })
}

function readPurgeUrl(variables: Variables): string | undefined {
  const text = valueOf(variables, 'CDN_PURGE_URL')
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  // It may hold a secret: no sentence repeats it.
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username) {
    refuse('CDN_PURGE_URL is not a web address. Give the one that your CDN names for purging by tag, with https.')
  }
  return text
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
