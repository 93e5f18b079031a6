import path from 'node:path'
import { refuse, valueOf, variablesWithFile, type Variables } from './variables.ts'

/**
 * Where PostgreSQL is. With `ownDatabase` Bouclage runs its own server inside `dataDir`: `databaseUrl` is then undefined
 * for the command that is to start it, and the server's address in the processes which that command starts.
 */
export type DatabaseSettings = Readonly<{ databaseUrl: string | undefined; dataDir: string; ownDatabase: boolean }>

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
