import { existsSync } from 'node:fs'
import { isLoopback, readAddressSettings, type AddressSettings } from './environment/address.ts'
import { readAnswerSettings, type AnswerSettings } from './environment/answers.ts'
import { readBucket, type Bucket } from './environment/bucket.ts'
import { readDatabaseSettings, type DatabaseSettings } from './environment/database.ts'
import { readOutside, type Outside } from './environment/outside.ts'
import { readFirstAdmin, type FirstAdmin } from './environment/people.ts'
import { readPublisher, type Publisher } from './environment/publisher.ts'
import { readSecret } from './environment/secrets.ts'
import { readTracing, type Tracing } from './environment/tracing.ts'
import { readOneOf, refuse, valueOf, variablesWithFile, type Variables } from './environment/variables.ts'

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const workerChoices = ['on', 'off'] as const
const nodeEnvironments = ['development', 'production', 'test'] as const

/** What a process needs that serves readers alone: it signs nobody in and records nothing, so it knows no secret. */
export type DeliverySettings = DatabaseSettings &
  AddressSettings &
  AnswerSettings &
  Readonly<{
    /** Where pictures are kept, when not in `dataDir`. */
    bucket: Bucket | undefined
    publisher: Publisher
    tracing: Tracing | undefined
    logLevel: (typeof logLevels)[number]
  }>

export type Environment = DeliverySettings &
  Readonly<{
    sessionSecret: string
    auditKey: string
    admin: FirstAdmin | undefined
    outside: Outside
    /** Whether the server's own process also does what happens later. */
    worker: (typeof workerChoices)[number]
    nodeEnv: (typeof nodeEnvironments)[number]
    /** Our own database, and an address that only this machine reaches: demo users exist, secrets are kept for you. */
    trialMode: boolean
  }>

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
    admin: readFirstAdmin(variables),
    outside: readOutside(variables),
    worker: readOneOf(variables, 'WORKER', workerChoices, 'on'),
    nodeEnv: readOneOf(variables, 'NODE_ENV', nodeEnvironments, 'development'),
    sessionSecret: readSecret(variables, 'SESSION_SECRET', trialMode && serving.dataDir),
    auditKey: readSecret(variables, 'AUDIT_KEY', trialMode && serving.dataDir),
  })
}

/** The part that a process needs which serves readers alone. Throws SETTING_REFUSED like `readEnvironment`. */
export function readDeliverySettings(variables: Variables = variablesWithFile()): DeliverySettings {
  const address = readAddressSettings(variables)
  return Object.freeze({
    ...readDatabaseSettings(variables),
    ...address,
    ...readAnswerSettings(variables),
    bucket: readBucket(variables),
    publisher: readPublisher(variables, address.publicUrl),
    tracing: readTracing(variables),
    logLevel: readOneOf(variables, 'LOG_LEVEL', logLevels, 'info'),
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
